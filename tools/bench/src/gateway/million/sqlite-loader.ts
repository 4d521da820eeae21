// The embedded ledger's file, while its gateway has it open.
import { join } from "node:path";
import { sqliteDriver } from "../peer/sqlite-orders.ts";
import type { Loader } from "./loader.ts";
import type { Row } from "./names.ts";

export function openSqliteLoader(folder: string): Loader {
  const database = new (sqliteDriver().DatabaseSync)(join(folder, "dedepay.db"));
  database.exec("pragma busy_timeout = 10000");
  return {
    run: async (sql) => database.prepare(sql).all() as Row[],
    written: (text) => text,
    async hurry() {
      // Of this connection only.
      database.exec("pragma synchronous = off");
      database.exec("pragma cache_size = -2000000");
    },
    async load({ table, columns, binary }, rows) {
      const values = columns.map((column) => (binary.has(column) ? "cast(? as blob)" : "?"));
      const insert = database.prepare(`insert into ${table} (${columns.join(", ")}) values (${values.join(", ")})`);
      database.exec("begin");
      for (const row of rows) insert.run(...row);
      database.exec("commit");
    },
    async settle() {
      database.exec("pragma synchronous = full");
      database.exec("pragma wal_checkpoint(truncate)");
    },
    settings: async () => "the gateway keeps 16 MB of pages, the operating system the others",
    close: async () => database.close(),
  };
}
