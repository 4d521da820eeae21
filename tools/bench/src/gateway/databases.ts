// The databases of a run, each as it is installed, so that a commit is on disk before it counts: SQLite with write-ahead log and
// synchronous=FULL, MariaDB with innodb_flush_log_at_trx_commit=1, PostgreSQL with fsync and synchronous_commit on.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMariadb, startPostgres } from "@dedepay/test-all";
import type { Place } from "./contender.ts";

export const databases = ["sqlite", "mariadb", "postgres"] as const;
export type Database = (typeof databases)[number];

export const databaseNames: Readonly<Record<Database, string>> = {
  sqlite: "SQLite",
  mariadb: "MariaDB",
  postgres: "PostgreSQL",
};

/** A folder and, but for SQLite, a private server; both are gone afterwards. */
export async function withPlace<T>(database: Database, work: (place: Place) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "dedepay-bench-"));
  mkdirSync(join(folder, "gateway"));
  try {
    const server = await startServer(database);
    try {
      return await work({ file: join(folder, "peer.db"), folder: join(folder, "gateway"), url: server?.url });
    } finally {
      await server?.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function startServer(database: Database): Promise<{ url: string; stop(): Promise<void> }> | undefined {
  if (database === "sqlite") return undefined;
  return database === "mariadb" ? startMariadb({ durable: true }) : startPostgres({ durable: true });
}
