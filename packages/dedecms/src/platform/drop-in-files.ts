// The PHP files as they lie in this package, by the path which they have in a shop.
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { DropInFiles } from "../install/drop-in-files.ts";

const phpFolder = new URL("../../php/", import.meta.url);

/** All but the sample of the settings, which every shop has its own of. */
export async function readDropInFiles(): Promise<DropInFiles> {
  const files = new Map<string, Uint8Array>();
  for (const name of await readdir(fileURLToPath(phpFolder), { recursive: true })) {
    const path = name.replaceAll("\\", "/");
    if (path.endsWith(".php") && !path.startsWith("data/")) files.set(path, await readFile(new URL(path, phpFolder)));
  }
  return files;
}
