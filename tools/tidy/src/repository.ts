// The repository as the rules see it: files by path, and the workspaces. Made from a plain map, so that a test's
// fixture is a map too; only load-repository.ts knows the disk.
import { posix } from "node:path";
import { createSourceFile, type SourceFile } from "./source-file.ts";
import { readWorkspaces, type Workspace } from "./workspace.ts";

export interface Repository {
  /** Where it lies on the disk; a rule which starts another tool needs it. */
  readonly root: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly sources: readonly SourceFile[];
  readonly workspaces: readonly Workspace[];
  readonly workspaceOf: (path: string) => Workspace | undefined;
  /** The file which an import means, where it is one of ours. */
  readonly resolve: (from: string, specifier: string) => string | undefined;
}

export function createRepository(files: Record<string, string> | ReadonlyMap<string, string>, root = ""): Repository {
  const texts: ReadonlyMap<string, string> = files instanceof Map ? files : new Map(Object.entries(files));
  const workspaces = readWorkspaces(texts);
  const sources = [...texts]
    .filter(([path]) => /^(packages|examples|tools)\/[^/]+\/(src|generate)\/.*\.tsx?$/.test(path))
    .map(([path, text]) => createSourceFile(path, text));
  return {
    root,
    texts,
    sources,
    workspaces,
    workspaceOf: (path) => workspaces.find((workspace) => path.startsWith(`${workspace.folder}/`)),
    resolve: (from, specifier) => {
      if (specifier.startsWith(".")) return existing(texts, posix.join(posix.dirname(from), specifier));
      return workspaces.find((workspace) => workspace.name === specifier)?.index;
    },
  };
}

function existing(texts: ReadonlyMap<string, string>, path: string): string | undefined {
  // A worker is started by the name which the compiler writes: `./x.js` beside `x.ts`.
  const candidates = [path, path.replace(/\.js$/, ".ts"), path.replace(/\.js$/, ".tsx")];
  return candidates.find((candidate) => texts.has(candidate));
}
