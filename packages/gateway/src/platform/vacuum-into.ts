// Copies an embedded database, as it is at one moment, into a new file while others write to it. In a thread of its own,
// because the copy is one long call into SQLite.
import { statSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { sqliteDriver } from "./open-sqlite.ts";

const lookEveryMs = 200;

// Plain text, because a thread loads a built file, and the tests run this module from its source.
const program = `
const { createRequire } = require("node:module");
const { workerData: { driver, from, file, target } } = require("node:worker_threads");
const { DatabaseSync } = driver === "node:sqlite" ? process.getBuiltinModule(driver) : createRequire(from)(driver);
const database = new DatabaseSync(file);
database.exec("pragma busy_timeout = 10000");
database.prepare("vacuum into ?").run(target);
database.close();
`;

/** `onBytes`: how large the copy is so far. Rejects with SQLite's error, whose `errcode` is lost on the way; its message stays. */
export async function vacuumInto(o: { file: string; target: string; onBytes(bytes: number): void }): Promise<void> {
  const { file, target, onBytes } = o;
  const worker = new Worker(program, {
    eval: true,
    workerData: { driver: sqliteDriver(), from: import.meta.url, file, target },
    env: {},
    execArgv: [],
  });
  const timer = setInterval(() => onBytes(sizeOf(target)), lookEveryMs);
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on("error", reject);
      worker.on("exit", () => resolve());
    });
  } finally {
    clearInterval(timer);
  }
}

/** 0 where it is not there yet. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
