// `dedepay serve` as it is installed, on a fresh embedded ledger, asked for nothing.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Megabytes of its resident set, `afterSeconds` after it said that it runs. Linux only. */
export async function measureIdleMemory(afterSeconds: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "dedepay-bench-"));
  // Under npm the repository's own commands are on the path.
  const child = spawn("dedepay", ["serve", "--json", "--port", "0", "--data", folder], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    await once(child.stdout, "data");
    await sleep(afterSeconds * 1000);
    return residentMegabytes(child);
  } finally {
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
    rmSync(folder, { recursive: true, force: true });
  }
}

function residentMegabytes({ pid }: ChildProcess): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return (Number(kilobytes) * 1024) / 1e6;
}
