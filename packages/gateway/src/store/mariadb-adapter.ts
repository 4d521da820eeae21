// MariaDB (and MySQL 8, which nobody has run here) behind Kysely. Everything that is particular to it stands in this file.
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  MysqlAdapter,
  MysqlDialect,
  MysqlDriver,
  MysqlQueryCompiler,
  type QueryResult,
} from "kysely";
import type { Pool } from "mysql2";
import { openMariadb } from "../platform/open-mariadb.ts";
import type { DatabaseAdapter, SchemaDialect } from "./database-adapter.ts";
import { DatabaseFailure, type FailureKind, isFailure } from "./database-failure.ts";
import { databaseUrlSetting } from "./database-refused.ts";
import { isLater, type Later } from "./gathering-driver.ts";
import type { ServerAddress } from "./server-address.ts";
import { refusedCharset, refusedConnection, refusedVersion } from "./server-refusals.ts";
import { allowsConflict, SortingDriver } from "./sorting-driver.ts";
import { tableNames } from "./tables.ts";

export const mariadbPorts: Readonly<Record<string, number>> = { mariadb: 3306, mysql: 3306 };

const duplicateKey = [1062, 1586];
/** table, column, key. */
const thereAlready = [1050, 1060, 1061];
/** deadlock; snapshot overtaken (innodb_snapshot_isolation); both have undone the whole transaction. */
const retryable = [1213, 1020];
/** Of the classes of our own mistakes (SQL states 22, 23 and 42), these are the server's trouble: too many connections of a user, no rights. */
const troubleAmongMistakes = [1044, 1045, 1203, 1226, 1142];

const oldestMariadb = [10, 6];
const oldestMysql = [8, 0, 17];

export function createMariadbAdapter(address: ServerAddress, connections: number): DatabaseAdapter {
  const { shown: _, scheme: __, ...where } = address;
  const { pool, prepareWith } = openMariadb({ ...where, connections });
  // Known after the server's version is; the collations without padding tell "a" from "a ".
  let schema = schemaOf("utf8mb4_nopad_bin");
  return {
    place: { setting: databaseUrlSetting, address: address.shown },
    dialect: dialectOn(pool),
    // While the server has one, the next is made ready.
    groups: { atOnce: 2, full: 16 },
    gathering: { begin: "begin", executeAll: asOneText, withCommit },
    get schema(): SchemaDialect {
      return schema;
    },
    async prepare() {
      const version = await connect(pool, address);
      schema = schemaOf(version.isMariadb ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin");
      if (await isCluster(pool)) {
        prepareWith(readYourWrites);
        await rowsOf(pool, readYourWrites);
      }
    },
    inspect: () => assertCharset(pool, address),
    isDuplicateKey: (error) => isFailure(error, "duplicate"),
    isThereAlready: (error) => isFailure(error, "there_already"),
    isRetryable: (error) => isFailure(error, "retryable"),
    codeOf: (error) => String(numberOf(error instanceof DatabaseFailure ? error.cause : error, "errno")),
    isDatabaseError: (error) => isFailure(error, "trouble") || isFailure(error, "retryable"),
  };
}

function schemaOf(keyCollation: string): SchemaDialect {
  return {
    columnTypes: {
      key: `varchar(255) character set utf8mb4 collate ${keyCollation}`,
      text: "mediumtext",
      integer: "bigint",
      blob: "mediumblob",
    },
    tableSuffix: " engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_bin",
    createIndex: (name, on) => `create index ${name} on ${on}`,
  };
}

function dialectOn(pool: Pool): Dialect {
  const mysql = new MysqlDialect({ pool });
  return {
    createAdapter: () => new MysqlAdapter(),
    createDriver: () => new SortingDriver(new MysqlDriver({ pool }), { kindOf, conflictsFail: true }),
    createIntrospector: (db) => mysql.createIntrospector(db),
    createQueryCompiler: () => new PlainInsertCompiler(),
  };
}

/** Answers come in the order of the statements; behind the first one that fails nothing runs. */
async function asOneText(
  connection: DatabaseConnection,
  queries: readonly CompiledQuery[],
): Promise<readonly QueryResult<unknown>[]> {
  const last = queries.at(-1);
  if (last === undefined) return [];
  if (queries.length === 1) return [await connection.executeQuery(last)];
  // Of several statements the server does not say which one met the key, so the one that may is sent by itself.
  if (!isLater(last) && allowsConflict(last.query)) {
    return [...(await asOneText(connection, queries.slice(0, -1))), await connection.executeQuery(last)];
  }
  let text = "";
  const parameters: unknown[] = [];
  for (const query of queries) {
    text += text === "" ? query.sql : `;\n${query.sql}`;
    parameters.push(...query.parameters);
  }
  const { rows } = await connection.executeQuery<Answer>(CompiledQuery.raw(text, parameters));
  return rows.map((row) =>
    Array.isArray(row) ? { rows: row } : { numAffectedRows: BigInt(row.affectedRows), rows: [] },
  );
}

/** The driver's, of one statement. */
type Answer = { affectedRows: number } | unknown[];

/** See Gathering. */
function withCommit(writes: readonly Later[]): CompiledQuery[] {
  return [...writes.flatMap((write) => [write, ...guardsOf(write)]), CompiledQuery.raw("commit")];
}

/**
 * An insert fails by itself where it can't insert all of its rows. Behind others stands a statement that fails for their number: two rows
 * where one may be are an error (in "do" they would be a warning only).
 */
function guardsOf({ query, expectedRows }: Later): CompiledQuery[] {
  if (query.kind === "InsertQueryNode") return [];
  return [CompiledQuery.raw(`select if(row_count() = ${expectedRows}, 0, (select 1 union all select 2))`)];
}

/** "insert ignore" would also swallow a text that is too long, so the insert is a plain one and its conflict is an answer. */
class PlainInsertCompiler extends MysqlQueryCompiler {
  protected override visitOnConflict(): void {}
}

function kindOf(error: unknown): FailureKind {
  const errno = numberOf(error, "errno");
  const state = error instanceof Error && "sqlState" in error ? String(error.sqlState) : "";
  if (duplicateKey.includes(errno)) return "duplicate";
  if (thereAlready.includes(errno)) return "there_already";
  if (retryable.includes(errno) || state === "40001") return "retryable";
  const isMistake = /^(?:21|22|23|42)/.test(state) && !troubleAmongMistakes.includes(errno);
  // Without a state it never came from the server: the connection itself failed. HY000 is everything else.
  return isMistake ? "mistake" : "trouble";
}

function numberOf(error: unknown, name: "errno"): number {
  return error instanceof Error && name in error ? Number((error as { errno?: unknown }).errno) : 0;
}

async function connect(pool: Pool, address: ServerAddress): Promise<{ isMariadb: boolean }> {
  const version = await versionOf(pool, address);
  const isMariadb = /mariadb/i.test(version);
  const oldest = isMariadb ? oldestMariadb : oldestMysql;
  if (isOlder(version, oldest)) {
    const needed = `${isMariadb ? "MariaDB" : "MySQL"} ${oldest.join(".")}`;
    throw refusedVersion(address, { found: version, needed });
  }
  return { isMariadb };
}

/** Galera: what another node has committed is read here, too; without it a payment just made at one node is not found at another. */
const readYourWrites = "set session wsrep_sync_wait = 1";

async function isCluster(pool: Pool): Promise<boolean> {
  const [found] = await rowsOf(pool, "show global variables like 'wsrep_on'");
  return String(found?.["Value"]) === "ON";
}

async function versionOf(pool: Pool, address: ServerAddress): Promise<string> {
  try {
    return String((await rowsOf(pool, "select version() as version"))[0]?.["version"]);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = "code" in error ? String(error.code) : "";
    const reason = connectReasons[numberOf(error, "errno")] ?? (isServerError(error) ? "trouble" : "unreachable");
    throw refusedConnection({ reason, address, code, cause: error });
  }
}

const connectReasons: Readonly<Record<number, "denied" | "missing">> = {
  1044: "denied",
  1045: "denied",
  1698: "denied",
  1130: "denied",
  1049: "missing",
};

function isServerError(error: Error): boolean {
  return "sqlState" in error && error.sqlState !== undefined;
}

export function isOlder(version: string, than: readonly number[]): boolean {
  const found = (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? "").split(".").map(Number);
  for (const [index, wanted] of than.entries()) {
    const part = found[index] ?? 0;
    if (part !== wanted) return part < wanted;
  }
  return false;
}

/** A back-up restored under another charset stores question marks for Chinese without a word. */
async function assertCharset(pool: Pool, address: ServerAddress): Promise<void> {
  const wrong = await rowsOf(
    pool,
    `select table_name as t, column_name as c, character_set_name as found from information_schema.columns
     where table_schema = database() and table_name in (${tableNames.map((name) => `'${name}'`).join(", ")})
       and character_set_name <> 'utf8mb4' limit 1`,
  );
  const [first] = wrong;
  if (first === undefined) return;
  const what = `${String(first["t"])}.${String(first["c"])}`;
  throw refusedCharset(address, { what, found: String(first["found"]), needed: "utf8mb4" });
}

async function rowsOf(pool: Pool, text: string): Promise<Record<string, unknown>[]> {
  const driver: Driver = new MysqlDriver({ pool });
  await driver.init();
  const connection = await driver.acquireConnection();
  try {
    return (await connection.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text))).rows;
  } finally {
    await driver.releaseConnection(connection);
  }
}
