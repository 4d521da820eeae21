// The zip for a shop which only FTP reaches: what to upload, what to put back, and a page which says how.
import { type Zippable, zipSync } from "fflate";
import { type BundlePage, renderBundlePage } from "./bundle-page.ts";
import type { FileChange } from "./file-change.ts";

const bundlePageName = "READ-ME-FIRST.html";

export type Bundle = Omit<BundlePage, "files" | "originals"> & {
  readonly changes: readonly FileChange[];
  /** What the shop's files were before our first one, by path. */
  readonly originals: ReadonlyMap<string, Uint8Array>;
  /** Becomes the date of each entry. */
  readonly nowMs: number;
};

/** Folders in it: `upload/` as it goes to the web root, `restore/` as it was. */
export function makeBundle({ changes, originals, nowMs, ...page }: Bundle): Uint8Array {
  const files = changes.map(({ path, before, after, why }) => ({
    ...{ path, why },
    isNew: before === undefined,
    bytes: after.length,
  }));
  const html = renderBundlePage({ ...page, files, originals: [...originals.keys()] });
  const entries: Zippable = { [bundlePageName]: Buffer.from(html) };
  for (const { path, after } of changes) entries[`upload/${path}`] = after;
  for (const [path, bytes] of originals) entries[`restore/${path}`] = bytes;
  return zipSync(entries, { level: 9, mtime: nowMs });
}
