// Where an installation keeps its folder `data`: in the web root, or beside it, where owners move it so that nothing in it
// can be downloaded.
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const settings = "data/common.inc.php";
const codeMark = "include/common.inc.php";

/** Whether `data` lies beside the CMS's root on this machine. */
export function isDataOutside(folder: string): boolean {
  const isThere = (root: string, path: string): boolean => existsSync(join(root, path));
  return isThere(folder, codeMark) && !isThere(folder, settings) && isThere(dirname(resolve(folder)), settings);
}

export function isData(path: string): boolean {
  return path === "data" || path.startsWith("data/");
}
