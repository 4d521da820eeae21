// Fetches Node 24 from the npm registry into a cache folder, once. Changes nothing in package.json or the lock.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The path of a Node 24, or why there is none. */
export function fetchNode24(root: string, say: (line: string) => void): { path: string } | { missing: string } {
  if (Number(process.versions.node.split(".")[0]) === 24) return { path: process.execPath };
  const name = `node-${process.platform}-${process.arch}`;
  const folder = join(root, "node_modules", ".cache", "node24");
  const path = join(folder, "node_modules", name, "bin", "node");
  if (!existsSync(path)) {
    say(`Fetching ${name}@24 …`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
    const parameters = ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", folder, `${name}@24`];
    const run = spawnSync("npm", parameters, { encoding: "utf8", cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    if (run.status !== 0) return { missing: `npm could not fetch ${name}@24: ${lastLine(run.stderr)}` };
  }
  const version = spawnSync(path, ["--version"], { encoding: "utf8" });
  if (version.stdout?.startsWith("v24.")) return { path };
  return { missing: `${path} does not run here: ${version.error?.message ?? lastLine(version.stderr)}` };
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
