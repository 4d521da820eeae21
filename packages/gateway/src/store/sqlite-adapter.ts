// The embedded database behind Kysely: write-ahead log, every commit on disk before it counts, `begin immediate`.
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from "kysely";
import { openSqlite, type SqliteFile, type SqliteStatement } from "../platform/open-sqlite.ts";
import type { DatabaseAdapter } from "./database-adapter.ts";
import { dataSetting } from "./database-refused.ts";
import { emptyRow } from "./ledger-rows.ts";
import { refusedTrouble } from "./server-refusals.ts";

/** While the file is opened and turned to write-ahead, which cannot be tried again step by step. */
const openTimeoutMs = 2000;
/** Waiting inside SQLite stops everything in this process, so the wait for another process's lock is a pause of the store's. */
const busyTimeoutMs = 5;
/**
 * Pages of 4 kB in the log before they are folded into the file. A commit is on disk with the log; folding writes each page once
 * more, so doing it seldom halves what a busy hour writes. Larger only makes the next start after a crash read more.
 */
const foldLogPages = 8000;
const cacheKilobytes = 16_000;
/** Texts differ by the number of rows, too; the gateway has some hundreds, and each prepared one keeps memory. */
const mostStatements = 1000;
const busyCode = 5;
/** Of a rollback: there is nothing to roll back. */
const noTransactionCode = 1;
const duplicateKeyCodes: readonly number[] = [1555, 2067];
/** busy, locked, out of memory, read-only, I/O error, damaged, full, can't open, protocol, no database: not our statement's fault. */
const troubleCodes: readonly number[] = [5, 6, 7, 8, 10, 11, 13, 14, 15, 26];

export function createSqliteAdapter(databaseFile: string): DatabaseAdapter {
  const place = { setting: dataSetting, address: databaseFile };
  const file = openFile(databaseFile, place);
  return {
    place,
    dialect: immediateDialect(asKyselyDatabase(file)),
    // It works in this thread, so that nothing is made ready meanwhile: the fewer commits, the better.
    groups: { atOnce: 1, full: 32 },
    schema: {
      columnTypes: { key: "text", text: "text", integer: "integer", blob: "blob" },
      tableSuffix: "",
      createIndex: (name, on) => `create index if not exists ${name} on ${on}`,
    },
    async prepare() {
      file.exec(`pragma busy_timeout = ${openTimeoutMs}`);
      file.exec("pragma journal_mode = wal");
      file.exec("pragma synchronous = full");
      file.exec(`pragma wal_autocheckpoint = ${foldLogPages}`);
      file.exec(`pragma cache_size = -${cacheKilobytes}`);
      file.exec("pragma foreign_keys = on");
      file.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
    },
    inspect: async () => {},
    isDuplicateKey: (error) => duplicateKeyCodes.includes(errcode(error) ?? -1),
    // A step of the migrations looks and makes under the write lock, so nothing can be there already.
    isThereAlready: () => false,
    // `begin immediate` takes the only lock there is before anything is read: nothing fails halfway for another's sake.
    isRetryable: (error) => ((errcode(error) ?? 0) & 0xff) === busyCode,
    codeOf: (error) => String(errcode(error) ?? ""),
    isDatabaseError: (error) => troubleCodes.includes((errcode(error) ?? 0) & 0xff) || isClosed(error),
  };
}

function openFile(databaseFile: string, place: DatabaseAdapter["place"]): SqliteFile {
  try {
    return openSqlite(databaseFile);
  } catch (error) {
    if (errcode(error) === undefined) throw error;
    throw refusedTrouble(place, { code: String(errcode(error)), cause: error });
  }
}

function errcode(error: unknown): number | undefined {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode : undefined;
}

function isClosed(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_INVALID_STATE";
}

function asKyselyDatabase(file: SqliteFile): SqliteDatabase {
  const cache = new Map<string, ReturnType<SqliteDatabase["prepare"]>>();
  return {
    close() {
      foldLog(file);
      file.close();
    },
    prepare(sql) {
      const known = cache.get(sql);
      if (known !== undefined) return known;
      if (cache.size >= mostStatements) cache.clear();
      const statement = file.prepare(sql);
      statement.setReadBigInts(true);
      statement.setReturnArrays(true);
      const rowOf = rowsOf(statement);
      const wrapped = {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...parameters).map(rowOf),
        run: (parameters: readonly unknown[]) => statement.run(...parameters),
        *iterate(parameters: readonly unknown[]) {
          for (const values of statement.iterate(...parameters)) yield rowOf(values);
        },
      };
      cache.set(sql, wrapped);
      return wrapped;
    },
  };
}

/** Rows are made here: the driver before Node's own needs twice as long for an object as for an array. */
function rowsOf(statement: SqliteStatement): (values: unknown) => Record<string, unknown> {
  let names: readonly string[] = [];
  let empty = emptyRow(names);
  return (given) => {
    const values = given as readonly unknown[];
    // The first row, or one of a `select *` whose table has got another column meanwhile, which SQLite then reads by itself.
    if (values.length !== names.length) {
      names = statement.columns().map(({ name }) => name);
      empty = emptyRow(names);
    }
    const row = { ...empty };
    for (let index = 0; index < names.length; index += 1) row[names[index] ?? ""] = values[index];
    return row;
  };
}

/**
 * The last one to close leaves one whole file, which may be copied as it is. Also lets go of the file at once: the driver
 * keeps a closed database open until its statements are collected.
 */
function foldLog(file: SqliteFile): void {
  try {
    file.exec("pragma journal_mode = delete");
  } catch (error) {
    // Somebody else has it open, or the disk is full: what was written ahead stays beside the file and is found by the next start.
    if (errcode(error) === undefined && !isClosed(error)) throw error;
  }
}

function immediateDialect(database: SqliteDatabase): Dialect {
  const sqlite = new SqliteDialect({ database });
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ImmediateDriver({ database }),
    createIntrospector: (db) => sqlite.createIntrospector(db),
    createQueryCompiler: () => sqlite.createQueryCompiler(),
  };
}

/** Takes the write lock at the start: a read that turns into a write later could only fail, never wait. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  /** On a full or broken disk SQLite has rolled back by itself; what went wrong is what the caller must hear of. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch (error) {
      if (errcode(error) !== noTransactionCode) throw error;
    }
  }
}
