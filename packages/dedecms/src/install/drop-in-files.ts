// The drop-in's PHP files, and in which order a shop gets them.
import { gatewaySettingsPath, pluginPath, webhookPath } from "../inspect/inspected-paths.ts";

/** Path from the CMS's root to the file's bytes. */
export type DropInFiles = ReadonlyMap<string, Uint8Array>;

/** What the others need first; the plugin last: with it the shop changes over, and all it needs is there already. */
export function uploadOrder(paths: Iterable<string>): string[] {
  const rank = (path: string): number => (path === pluginPath ? 2 : path === webhookPath ? 1 : 0);
  return [...paths].sort((left, right) => rank(left) - rank(right) || (left < right ? -1 : 1));
}

/** Whether nobody but us writes a file of this name: the CMS has a plugin and payment settings of its own. */
export function isOnlyOurs(path: string): boolean {
  const folder = path.slice(0, Math.max(path.lastIndexOf("/"), 0));
  return path === webhookPath || path === gatewaySettingsPath || ownFolders.has(folder);
}

/** Folders which nobody but us has files in: they go with the last one. */
export const ownFolders: ReadonlySet<string> = new Set(["include/dedepay"]);
