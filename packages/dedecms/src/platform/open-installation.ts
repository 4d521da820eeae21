// Opens what somebody calls an installation: its folder, or an archive of it, with the CMS anywhere inside the archive.
// `backup.zip/sites/shop` names a folder inside one. Reading only.
import { readdir, stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { rootMarks, splitInspectedPath } from "../inspect/inspected-paths.ts";
import type { InstallationFiles } from "../inspect/installation-files.ts";
import { UnreadableArchive } from "../inspect/unreadable-archive.ts";
import { archiveKind, readArchive } from "./archive-entries.ts";
import { isData } from "./data-folder-place.ts";
import { folderFiles } from "./folder-files.ts";
import { unlessAbsent } from "./unless-absent.ts";

/** A bound for archives which were made to be awkward: no installation has more files of the kinds which are read. */
const maxEntries = 2000;

/** Throws UnreadableArchive, and what the file system throws (ENOENT, EACCES, …). */
export async function openInstallation(
  path: string,
  progress: (share: number) => void = () => undefined,
): Promise<InstallationFiles> {
  const place = await findArchive(path);
  if (place === undefined) return folderFiles(path);
  const kind = await archiveKind(place.archive);
  if (kind === undefined) throw new UnreadableArchive("not_an_archive", place.archive);
  if (kind === "rar" || kind === "7z") throw new UnreadableArchive("unsupported_format", place.archive);
  const entries = new Map<string, Uint8Array>();
  await readArchive(place.archive, kind, {
    progress,
    wants: (name) => entries.size < maxEntries && splitInspectedPath(name) !== undefined,
    keep: ({ path: name, bytes }) => entries.set(name.replace(/^(\.\/)+/, ""), bytes),
  });
  return archiveFiles(entries, rootIn(entries, place));
}

type Place = { readonly archive: string; readonly inside: string | undefined };

/** Undefined for a folder, and for what does not exist at all: reading that says so. */
async function findArchive(path: string): Promise<Place | undefined> {
  for (let at = path; ; at = dirname(at)) {
    const facts = await unlessAbsent(() => stat(at));
    if (facts?.isFile()) return { archive: at, inside: at === path ? undefined : slashed(relative(at, path)) };
    if (facts !== undefined || dirname(at) === at) {
      if (at === path) return undefined;
      // The error of the path itself, whichever part of it is missing.
      await stat(path);
      return undefined;
    }
  }
}

function slashed(path: string): string {
  return path.replaceAll("\\", "/").replace(/\/$/, "");
}

/** The folder of the CMS in the archive: the one that was named, or the only one nearest to the top. */
function rootIn(entries: ReadonlyMap<string, Uint8Array>, { archive, inside }: Place): string {
  if (inside !== undefined) return inside;
  const [codeMark = "", dataMark = ""] = rootMarks;
  const withCode = rootsWith(entries, codeMark);
  // Where the owner moved `data` beside the web root, the folder above it has one of the marks too.
  const roots = withCode.size > 0 ? withCode : rootsWith(entries, dataMark);
  const depth = (root: string): number => (root === "" ? 0 : root.split("/").length);
  const least = Math.min(...[...roots].map(depth));
  const nearest = [...roots].filter((root) => depth(root) === least).sort();
  if (nearest.length > 1) throw new UnreadableArchive("several_sites", archive, { roots: nearest });
  return nearest[0] ?? "";
}

function rootsWith(entries: ReadonlyMap<string, Uint8Array>, mark: string): ReadonlySet<string> {
  const splits = [...entries.keys()].map((name) => splitInspectedPath(name));
  return new Set(splits.flatMap((split) => (split?.path === mark ? [split.root] : [])));
}

function archiveFiles(entries: ReadonlyMap<string, Uint8Array>, root: string): InstallationFiles {
  const below = (folder: string, path: string): string => (folder === "" ? path : `${folder}/${path}`);
  const parent = root.slice(0, Math.max(root.lastIndexOf("/"), 0));
  const settings = "data/common.inc.php";
  const dataOutside = root !== "" && !entries.has(below(root, settings)) && entries.has(below(parent, settings));
  const at = (path: string): string => below(dataOutside && isData(path) ? parent : root, path);
  return {
    dataOutside,
    read: async (path) => entries.get(at(path)),
    list: async (folder) =>
      [...entries.keys()]
        .flatMap((name) => {
          const rest = name.startsWith(`${at(folder)}/`) ? name.slice(at(folder).length + 1) : "/";
          return rest.includes("/") ? [] : [rest];
        })
        .sort(),
  };
}

/** Where the CMS really lies when a folder above it was named; undefined where it is nowhere near. */
export async function nearbyRoot(folder: string): Promise<string | undefined> {
  const facts = await unlessAbsent(() => stat(folder));
  if (!facts?.isDirectory()) return undefined;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const below = folderFiles(join(folder, entry.name));
    for (const mark of rootMarks) {
      if ((await below.read(mark)) !== undefined) return join(folder, entry.name);
    }
  }
  return undefined;
}
