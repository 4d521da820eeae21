// Many rows as one parameter, for a database that takes a JSON text apart by itself: the statement is the same for any number of
// rows, so the server reads and plans it once a connection, and nobody handles a parameter for each value.
import { type CompiledQuery, PostgresAdapter, sql } from "kysely";
import { snakeCase } from "../snake-case.ts";
import type { Db } from "./db.ts";
import { statementOf } from "./statement-of.ts";
import type { Tables } from "./tables.ts";

/** Kysely's adapter of a database that can do it. */
export class JsonRowsAdapter extends PostgresAdapter {}

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
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString("hex")}` : value;
}
