// The zip for a shop which only FTP reaches: what to upload, what to put back, and a page which says how.
import { type Zippable, zipSync } from "fflate";
import { type BundlePage, renderBundlePage } from "./bundle-page.ts";
import type { FileChange } from "./file-change.ts";

const bundlePageName = "READ-ME-FIRST.html";

export type Bundle = BundlePage & { readonly changes: readonly FileChange[] };

/** `nowMs` becomes the date of each entry. Folders in it: `upload/` as it goes to the web root, `restore/` as it was. */
export function makeBundle(bundle: Omit<Bundle, "files">, nowMs: number): Uint8Array {
  const { changes } = bundle;
  const files = changes.map(({ path, before, after, step, why }) => ({
    path,
    isNew: before === undefined,
    bytes: after.length,
    step,
    why,
  }));
  const entries: Zippable = { [bundlePageName]: Buffer.from(renderBundlePage({ ...bundle, files })) };
  for (const { path, before, after } of changes) {
    entries[`upload/${path}`] = after;
    if (before !== undefined) entries[`restore/${path}`] = before;
  }
  // A zip's dates have neither a zone nor anything before 1980.
  return zipSync(entries, { level: 9, mtime: nowMs });
}
