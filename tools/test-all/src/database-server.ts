// What a private database server is to the run: an address for the tests, and a way to stop it. Also the steps which the
// two kinds share.
import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface DatabaseServer {
  readonly variable: string;
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export interface ServerOptions {
  /** As the server is installed: a commit is on disk before it counts. Tests do without. */
  readonly durable?: boolean;
}

export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), "dedepay-test-"));
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  return address.port;
}

/** Runs a command to its end; throws with what it said where it fails. */
export function runCommand(command: readonly string[]): void {
  const [program = "", ...parameters] = command;
  const run = spawnSync(program, parameters, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  if (run.status === 0) return;
  throw new Error(`${program} failed: ${run.error?.message ?? run.stderr.trim().split("\n").slice(-3).join(" ")}`);
}

export async function waitUntil(ready: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!ready()) {
    if (Date.now() > deadline) throw new Error(`${what} was not ready within 30 s`);
    await sleep(100);
  }
}
