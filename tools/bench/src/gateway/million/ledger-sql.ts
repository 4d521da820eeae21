// A ledger's database by its driver, with the three things that the dialects say differently.
import { join } from "node:path";
import { createConnection, type RowDataPacket } from "mysql2/promise";
import pg from "pg";
import type { Place } from "../contender.ts";
import { sqliteDriver } from "../peer/sqlite-orders.ts";

export type Row = Readonly<Record<string, unknown>>;

export type LedgerSql = {
  read(sql: string): Promise<Row[]>;
  write(sql: string): Promise<void>;
  close(): Promise<void>;
  /** An expression of 24 random characters. */
  readonly randomKey: string;
  /** Of a column for it. MariaDB's texts have collations that don't mix; bytes mix with all of them. */
  readonly keyType: string;
  concat(parts: readonly string[]): string;
  /** What the server does by itself sooner or later. */
  analyze(tables: readonly string[]): Promise<void>;
};

export function openLedgerSql(place: Place): Promise<LedgerSql> {
  if (place.url === undefined) return Promise.resolve(openSqlite(join(place.folder, "dedepay.db")));
  return place.url.startsWith("postgres") ? openPostgres(place.url) : openMariadb(place.url);
}

function openSqlite(file: string): LedgerSql {
  const database = new (sqliteDriver().DatabaseSync)(file);
  database.exec("pragma busy_timeout = 10000");
  return {
    read: async (sql) => database.prepare(sql).all() as Row[],
    write: async (sql) => database.exec(sql),
    close: async () => database.close(),
    randomKey: "lower(hex(randomblob(12)))",
    keyType: "text",
    concat: (parts) => parts.join(" || "),
    analyze: async () => {},
  };
}

async function openMariadb(url: string): Promise<LedgerSql> {
  const connection = await createConnection({ uri: url, charset: "utf8mb4" });
  await connection.query("set session max_recursive_iterations = 100000000");
  return {
    read: async (sql) => (await connection.query<(Row & RowDataPacket)[]>(sql))[0],
    write: async (sql) => void (await connection.query(sql)),
    close: () => connection.end(),
    randomKey: "left(md5(concat(rand(), '-', n)), 24)",
    keyType: "varbinary(32)",
    concat: (parts) => `concat(${parts.join(", ")})`,
    analyze: async (tables) => void (await connection.query(`analyze table ${tables.join(", ")}`)),
  };
}

async function openPostgres(url: string): Promise<LedgerSql> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    read: async (sql) => (await client.query<Row>(sql)).rows,
    write: async (sql) => void (await client.query(sql)),
    close: () => client.end(),
    randomKey: "left(md5(random()::text), 24)",
    keyType: "text",
    concat: (parts) => parts.join(" || "),
    analyze: async () => void (await client.query("analyze")),
  };
}
