// PostgreSQL behind Kysely. Everything that is particular to it stands in this file.
import { type Dialect, PostgresDialect, PostgresDriver } from "kysely";
import type pg from "pg";
import { openPostgres, postgresDriver } from "../platform/open-postgres.ts";
import type { DatabaseAdapter } from "./database-adapter.ts";
import { DatabaseFailure, type FailureKind, isFailure } from "./database-failure.ts";
import { databaseUrlSetting } from "./database-refused.ts";
import { JsonRowsAdapter } from "./json-rows.ts";
import { inOneBatch, withBatches, withCommit } from "./postgres-batches.ts";
import type { ServerAddress } from "./server-address.ts";
import { refusedCharset, refusedConnection, refusedVersion } from "./server-refusals.ts";
import { SortingDriver } from "./sorting-driver.ts";

export const postgresPorts: Readonly<Record<string, number>> = { postgres: 5432, postgresql: 5432 };

/** table or index, column, and a table's row type, which two meet who make the same table at once. */
const thereAlready = ["42P07", "42701", "42710"];
const retryable = ["40001", "40P01"];
const duplicateKey = "23505";

const oldestVersionNumber = 130_000;

export function createPostgresAdapter(address: ServerAddress, connections: number): DatabaseAdapter {
  const { shown: _, scheme: __, ...where } = address;
  const pool = openPostgres({ ...where, connections });
  return {
    place: { setting: databaseUrlSetting, address: address.shown },
    dialect: dialectOn(pool),
    // While the server has one, the next is made ready.
    groups: { atOnce: 2, full: 16 },
    // What one unit of work reads is of one moment, so a compare-and-set over one row guards what was read of the others.
    gathering: { begin: "start transaction isolation level repeatable read", executeAll: inOneBatch, withCommit },
    schema: {
      columnTypes: { key: 'varchar(255) collate "C"', text: "text", integer: "bigint", blob: "bytea" },
      tableSuffix: "",
      createIndex: (name, on) => `create index if not exists ${name} on ${on}`,
    },
    prepare: () => connect(pool, address),
    inspect: async () => {},
    isDuplicateKey: (error) => isFailure(error, "duplicate"),
    isThereAlready: (error) => isFailure(error, "there_already"),
    isRetryable: (error) => isFailure(error, "retryable"),
    codeOf: (error) => codeOf(error instanceof DatabaseFailure ? error.cause : error),
    isDatabaseError: (error) => isFailure(error, "trouble") || isFailure(error, "retryable"),
  };
}

function dialectOn(pool: pg.Pool): Dialect {
  const postgres = new PostgresDialect({ pool });
  return {
    createAdapter: () => new JsonRowsAdapter(),
    createDriver: () =>
      new SortingDriver(new PostgresDriver({ pool: withBatches(pool) }), { kindOf, conflictsFail: false }),
    createIntrospector: (db) => postgres.createIntrospector(db),
    createQueryCompiler: () => postgres.createQueryCompiler(),
  };
}

/** What is none is a broken or refused connection. */
function isServerError(error: unknown): error is pg.DatabaseError {
  return error instanceof postgresDriver().DatabaseError;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function kindOf(error: unknown): FailureKind {
  if (!isServerError(error)) return "trouble";
  const code = error.code ?? "";
  if (thereAlready.includes(code) || isTwinOfTable(error)) return "there_already";
  if (code === duplicateKey) return "duplicate";
  if (retryable.includes(code)) return "retryable";
  return /^(?:0A|21|22|23|42)/.test(code) && code !== "42501" ? "mistake" : "trouble";
}

/** Two who make the same table at once meet in the system's own catalogue. */
function isTwinOfTable(error: pg.DatabaseError): boolean {
  return error.code === duplicateKey && error.schema === "pg_catalog";
}

async function connect(pool: pg.Pool, address: ServerAddress): Promise<void> {
  const found = await settingsOf(pool, address);
  if (found.versionNumber < oldestVersionNumber) {
    throw refusedVersion(address, { found: found.version, needed: `PostgreSQL ${oldestVersionNumber / 10_000}` });
  }
  if (found.encoding !== "UTF8") {
    throw refusedCharset(address, { what: address.database, found: found.encoding, needed: "UTF8" });
  }
}

type Found = { version: string; versionNumber: number; encoding: string };

async function settingsOf(pool: pg.Pool, address: ServerAddress): Promise<Found> {
  try {
    const { rows } = await pool.query<{ version: string; number: string; encoding: string }>(
      `select current_setting('server_version') as version, current_setting('server_version_num') as number,
              current_setting('server_encoding') as encoding`,
    );
    const [row] = rows;
    return { version: row?.version ?? "", versionNumber: Number(row?.number), encoding: row?.encoding ?? "" };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = "code" in error && error.code !== undefined ? String(error.code) : error.name;
    const reason = connectReasons[code] ?? (isServerError(error) ? "trouble" : "unreachable");
    throw refusedConnection({ reason, address, code, cause: error });
  }
}

const connectReasons: Readonly<Record<string, "denied" | "missing">> = {
  "28P01": "denied",
  "28000": "denied",
  "3D000": "missing",
};
