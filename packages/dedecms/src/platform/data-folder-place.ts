// Where an installation keeps its folder `data`: in the web root, or beside it, where owners move it so that nothing in it
// can be downloaded.
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const settings = "data/common.inc.php";

/** Whether `data` lies beside the CMS's root on this machine. */
export function isDataOutside(folder: string): boolean {
  return !existsSync(join(folder, settings)) && existsSync(join(dirname(resolve(folder)), settings));
}

export function isData(path: string): boolean {
  return path === "data" || path.startsWith("data/");
}
