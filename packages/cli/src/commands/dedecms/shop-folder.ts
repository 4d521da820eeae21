// The folder of a shop on this machine.
import { realpathSync, statSync } from "node:fs";

/** The real folder; undefined for an archive and for nothing at all. */
export function folderOf(path: string): string | undefined {
  const place = statSync(path, { throwIfNoEntry: false });
  return place?.isDirectory() ? realpathSync(path) : undefined;
}
