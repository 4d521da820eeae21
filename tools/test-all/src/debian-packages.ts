// Installs missing Debian packages where this machine is Debian and we are root; otherwise says what is missing. A suite
// which then has to skip says so itself, so nothing here is a failure of the run.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import type { Need } from "./needs.ts";

export function installMissing(wanted: readonly Need[], say: (line: string) => void): void {
  const missing = wanted.filter(({ files }) => !files.some((file) => existsSync(file)));
  if (missing.length === 0) return;
  const packages = missing.flatMap((need) => need.packages);
  const names = missing.map(({ name }) => name).join(", ");
  if (!existsSync("/usr/bin/apt-get") || process.getuid?.() !== 0) {
    say(`Missing here: ${names}. As root on Debian: apt-get install ${packages.join(" ")}`);
    return;
  }
  say(`Installing ${names} (${packages.join(" ")}) …`);
  const failed = aptGet(["update", "-qq"]) ?? aptGet(["install", "-y", "-qq", "--no-install-recommends", ...packages]);
  if (failed !== undefined) say(`Could not install ${names}: ${failed}`);
}

function aptGet(parameters: readonly string[]): string | undefined {
  const run = spawnSync("apt-get", parameters, {
    encoding: "utf8",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (run.status === 0) return undefined;
  return run.error?.message ?? run.stderr.trim().split("\n").slice(-3).join(" ");
}
