// The files of an installation in a local folder: the site itself, or a copy fetched by FTP.
import { open, readdir, realpath } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import type { InstallationFiles } from "../inspect/installation-files.ts";
import { isData, isDataOutside } from "./data-folder-place.ts";

// No file which is looked at comes near this; a log which has grown to gigabytes is not loaded.
const maxBytes = 2 * 1024 * 1024;
const absentCodes = new Set(["ENOENT", "ENOTDIR", "EISDIR"]);

/** Follows no link out of the folder. Throws what the file system throws where something is there and can't be read. */
export function folderFiles(folder: string): InstallationFiles {
  const dataOutside = isDataOutside(folder);
  const rootOf = (path: string): string => (dataOutside && isData(path) ? dirname(resolve(folder)) : folder);
  return {
    dataOutside,
    read: (path) => unlessAbsent(async () => readBeginning(await inside(rootOf(path), path)), undefined),
    list: (path) =>
      unlessAbsent(async () => {
        const entries = await readdir(await inside(rootOf(path), path), { withFileTypes: true });
        return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).sort();
      }, []),
  };
}

async function inside(folder: string, path: string): Promise<string> {
  const root = await realpath(folder);
  const target = await realpath(join(root, path));
  if (target.startsWith(root.endsWith(sep) ? root : root + sep)) return target;
  throw Object.assign(new Error(`${path} leads out of the folder`), { code: "ENOENT" });
}

async function readBeginning(path: string): Promise<Uint8Array> {
  const handle = await open(path, "r");
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(maxBytes), 0, maxBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function unlessAbsent<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && "code" in error && absentCodes.has(String(error.code))) return otherwise;
    throw error;
  }
}
