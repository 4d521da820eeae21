// Reads the repository from the disk: text files only, without what is installed or built.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createRepository, type Repository } from "./repository.ts";

const skippedFolders = new Set(["node_modules", "dist", "coverage", "test-results"]);
const textFile = /\.(ts|tsx|js|json|md)$/;

export function loadRepository(root: string): Repository {
  const texts = new Map<string, string>();
  const read = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !skippedFolders.has(entry.name) && !entry.name.startsWith(".")) read(path);
      // Documents and sources only: recorded bytes of other charsets lie under testdata/.
      else if (entry.isFile() && textFile.test(entry.name) && !path.includes("/testdata/")) {
        texts.set(path, readFileSync(join(root, path), "utf8"));
      }
    }
  };
  read("");
  return createRepository(texts, root);
}
