// Writes a shop's files in its folder on this machine, each all or nothing. Follows no link: a shop may share the CMS with
// others, and changing one of them must not change the rest.
import { randomBytes } from "node:crypto";
import {
  chmod,
  chown,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { ownFolders } from "../install/drop-in-files.ts";
import { LinkedPath, type WritableSite } from "../install/writable-site.ts";
import { isData, isDataOutside } from "./data-folder-place.ts";
import { unlessAbsent } from "./unless-absent.ts";

const temporaryName = /^\.dedepay-[0-9a-f]{12}\.php$/;

/** `folder` is absolute and free of links. Every call throws LinkedPath, and what the file system throws. */
export function siteFolder(folder: string): WritableSite {
  const dataRoot = isDataOutside(folder) ? dirname(folder) : folder;
  const rootOf = (path: string): string => (isData(path) ? dataRoot : folder);
  return {
    read: (path) => unlessAbsent(async () => readFile(await placeOf(rootOf(path), path))),
    write: async (path, bytes, like) => {
      await makeFolder(folder, dirname(path));
      const place = await placeOf(rootOf(path), path);
      // Ends in .php: should it stay behind, the web server runs it instead of showing what is in it.
      const temporary = join(dirname(place), `.dedepay-${randomBytes(6).toString("hex")}.php`);
      try {
        await writeSynced(temporary, bytes);
        await takeOwner(
          temporary,
          (await unlessAbsent(() => stat(place))) ?? (await unlessAbsent(() => stat(join(rootOf(like), like)))),
        );
        await rename(temporary, place);
      } finally {
        await rm(temporary, { force: true });
      }
      await syncFolder(dirname(place));
    },
    sweep: async (path) => {
      const parent = dirname(await placeOf(rootOf(path), path));
      for (const name of (await unlessAbsent(() => readdir(parent))) ?? []) {
        if (temporaryName.test(name)) await rm(join(parent, name), { force: true });
      }
    },
    remove: async (path) => {
      const place = await placeOf(rootOf(path), path);
      await rm(place, { force: true });
      if (ownFolders.has(dirname(path)) && (await isEmpty(dirname(place)))) await rmdir(dirname(place));
    },
  };
}

async function isEmpty(folder: string): Promise<boolean> {
  return (await unlessAbsent(() => readdir(folder)))?.length === 0;
}

/** Our own folder beside those of the CMS, with the owner and the mode of the one above it. */
async function makeFolder(root: string, path: string): Promise<void> {
  if (!ownFolders.has(path) || (await unlessAbsent(() => stat(join(root, path)))) !== undefined) return;
  await mkdir(join(root, path));
  await takeOwner(join(root, path), await stat(dirname(join(root, path))));
}

async function placeOf(folder: string, path: string): Promise<string> {
  const place = join(folder, path);
  const parent = await unlessAbsent(() => realpath(dirname(place)));
  if (parent !== undefined && parent !== dirname(place)) throw new LinkedPath(dirname(path));
  const facts = await unlessAbsent(() => lstat(place));
  if (facts?.isSymbolicLink()) throw new LinkedPath(path);
  return place;
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The web server must be able to read what it reads now, and nobody else more than now. */
async function takeOwner(path: string, model: { mode: number; uid: number; gid: number } | undefined): Promise<void> {
  if (model === undefined) return;
  await chmod(path, model.mode & 0o777);
  try {
    await chown(path, model.uid, model.gid);
  } catch (error) {
    // Only root may give a file away; anybody else keeps it, which is what an upload by FTP does too.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
