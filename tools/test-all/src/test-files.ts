// Finds the texts of the tests and of what only tests use. Knows nothing of what is looked for in them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface TestFile {
  readonly path: string;
  readonly text: string;
}

export function readTestFiles(root: string): TestFile[] {
  return ["packages", "examples", "tools"]
    .flatMap((folder) =>
      entriesOf(join(root, folder))
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `${folder}/${name}`),
    )
    .flatMap((workspace) => [...filesBelow(root, `${workspace}/src`), ...filesBelow(root, `${workspace}/generate`)])
    .filter((path) => /\.test\.tsx?$|\/testing\/.*\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

function filesBelow(root: string, folder: string): string[] {
  let entries: ReturnType<typeof entriesOf>;
  try {
    entries = entriesOf(join(root, folder));
  } catch (error) {
    // Few workspaces have both folders.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}

function entriesOf(folder: string): { name: string; isDirectory: () => boolean }[] {
  return readdirSync(folder, { withFileTypes: true });
}
