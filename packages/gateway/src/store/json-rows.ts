// Many rows as one parameter, for a database that takes a JSON text apart by itself: the statement is the same for any number of
// rows, so the server reads and plans it once a connection, and nobody handles a parameter for each value.
import { type CompiledQuery, PostgresAdapter, sql } from "kysely";
import { snakeCase } from "../snake-case.ts";
import type { Db } from "./db.ts";
import { statementOf } from "./statement-of.ts";
import type { Tables } from "./tables.ts";

/** Kysely's adapter of a database that can do it. */
export class JsonRowsAdapter extends PostgresAdapter {}

/** Whether any number of rows or keys can be one parameter: then the text of a statement is the same for any number. */
export function takesManyAsOne(db: Db): boolean {
  return db.getExecutor().adapter instanceof JsonRowsAdapter;
}

export type ManyRows = {
  table: keyof Tables;
  /** Every row has these, and none is undefined. */
  columns: readonly string[];
  rows: readonly object[];
};

/** Rows with a key that is there already are left out. */
export function insertFromJson(db: Db, { table, columns, rows }: ManyRows): CompiledQuery {
  const json = jsonOf(rows, columns);
  const make = (): CompiledQuery => {
    const given = sql<Record<string, unknown>>`json_populate_recordset(null::${sql.table(table)}, ${json})`;
    return db
      .insertInto(table)
      .columns(columns as never)
      .expression(
        db
          .selectFrom(given.as("given"))
          .select(columns.map((column) => sql.ref<unknown>(`given.${column}`).as(column))) as never,
      )
      .onConflict((conflict) => conflict.doNothing())
      .compile();
  };
  const shape = ["insert from JSON", table, ...columns].join();
  return statementOf(db, { shape, parameters: [json], make, isWorthPreparing: true });
}

export type ManyUpdates = {
  table: keyof Tables;
  /** What is written; every row has these beside `id`, and none is undefined. */
  columns: readonly string[];
  rows: readonly { readonly id: string; readonly version?: number | undefined }[];
  /** Each row's `version` is the one that was read: it must be there still, and goes up by one. */
  isVersioned: boolean;
};

/** Each row gets its own values. */
export function updateFromJson(db: Db, { table, columns, rows, isVersioned }: ManyUpdates): CompiledQuery {
  const keys = isVersioned ? ["id", "version"] : ["id"];
  const json = jsonOf(rows, [...keys, ...columns]);
  const ids = rows.map(({ id }) => id);
  const own = (column: string) => sql.ref(`${table}.${column}`);
  const given = (column: string) => sql.ref(`given.${column}`);
  const make = (): CompiledQuery => {
    const written = columns.map((column) => sql`${sql.ref(column)} = ${given(column)}`);
    if (isVersioned) written.push(sql`${sql.ref("version")} = ${own("version")} + 1`);
    const sameKeys = keys.map((key) => sql`${own(key)} = ${given(key)}`);
    // The list leads to the rows: how many the text holds is more than the planner can guess.
    return sql`update ${sql.table(table)} set ${sql.join(written)}
      from json_populate_recordset(null::${sql.table(table)}, ${json}) as ${sql.ref("given")}
      where ${own("id")} = any(${ids}::text[]) and ${sql.join(sameKeys, sql` and `)}`.compile(db);
  };
  const shape = ["update from JSON", table, ...keys, ...columns].join();
  return statementOf(db, { shape, parameters: [json, ids], make, isWorthPreparing: true });
}

/** Integers of 64 bits as text, bytes in the server's own spelling. */
function jsonOf(rows: readonly object[], columns: readonly string[]): string {
  const names = columns.map(snakeCase);
  const documents = rows.map((row) => {
    const values = row as Readonly<Record<string, unknown>>;
    const document: Record<string, unknown> = {};
    for (const [index, column] of columns.entries()) document[names[index] ?? column] = jsonValue(values[column]);
    return document;
  });
  return JSON.stringify(documents);
}

function jsonValue(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  return value instanceof Uint8Array ? byteaOf(Buffer.from(value.buffer, value.byteOffset, value.length)) : value;
}

/** PostgreSQL reads bytes that are plain characters as they are; a form is made of them. */
function byteaOf(bytes: Buffer): string {
  const text = bytes.toString("latin1");
  return /^[ -[\]-~]*$/.test(text) ? text : `\\x${bytes.toString("hex")}`;
}
