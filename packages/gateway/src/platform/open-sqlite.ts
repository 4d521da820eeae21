// The SQLite driver: Node's own where it has all that we use (22.16 on), the same API from @photostructure/sqlite before that.
// Both give synchronous statements; everything above sees only the small shape below.
import { createRequire } from "node:module";

export type SqliteStatement = {
  columns(): { name: string }[];
  /** Rows: after `setReturnArrays(true)` the values of each, in the order of the columns. */
  all(...parameters: unknown[]): unknown[];
  iterate(...parameters: unknown[]): IterableIterator<unknown>;
  run(...parameters: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  setReadBigInts(on: boolean): void;
  setReturnArrays(on: boolean): void;
};
export type SqliteFile = { exec(sql: string): void; prepare(sql: string): SqliteStatement; close(): void };
type SqliteModule = {
  DatabaseSync: new (file: string) => SqliteFile;
  StatementSync: { prototype: Partial<SqliteStatement> };
};

/** Opens or creates the file. Throws the driver's error (`errcode`) where that is impossible. */
export function openSqlite(file: string): SqliteFile {
  const builtin = builtinSqlite();
  const driver = builtin ?? (createRequire(import.meta.url)("@photostructure/sqlite") as SqliteModule);
  return new driver.DatabaseSync(file);
}

/** What `openSqlite` opens with. */
export function sqliteDriver(): "node:sqlite" | "@photostructure/sqlite" {
  return builtinSqlite() === undefined ? "@photostructure/sqlite" : "node:sqlite";
}

/** Node had the module from 22.5 on, and `columns` of a statement only later. */
function builtinSqlite(): SqliteModule | undefined {
  const builtin = process.getBuiltinModule("node:sqlite") as SqliteModule | undefined;
  return typeof builtin?.StatementSync.prototype.columns === "function" ? builtin : undefined;
}
