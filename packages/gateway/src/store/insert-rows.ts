// One insert statement for several rows.
import type { CompiledQuery, Insertable } from "kysely";
import type { Db } from "./db.ts";
import { writeEach } from "./each-its-own.ts";
import { insertFromJson, takesManyAsOne } from "./json-rows.ts";
import { statementOf } from "./statement-of.ts";
import type { Tables } from "./tables.ts";

type Row = Insertable<Tables[keyof Tables]>;

/** How many rows were inserted; those with a key that is there already are left out, on MariaDB all rows then. */
export async function insertRows(db: Db, table: keyof Tables, rows: readonly Row[]): Promise<bigint> {
  const { numAffectedRows } = await db.executeQuery(statementFor(db, table, rows));
  return numAffectedRows ?? 0n;
}

/** Throws GroupSpoiled unless all of them are inserted; in a shared transaction perhaps later, before the commit. */
export async function insertEach(db: Db, table: keyof Tables, rows: readonly Row[]): Promise<void> {
  await writeEach(db, table, { query: statementFor(db, table, rows), wanted: rows.length });
}

function statementFor(db: Db, table: keyof Tables, rows: readonly Row[]): CompiledQuery {
  const members = Object.keys(rows[0] ?? {});
  const insert = (values: readonly Row[]): CompiledQuery =>
    db
      .insertInto(table)
      .values(values)
      .onConflict((conflict) => conflict.doNothing())
      .compile();
  if (!rows.every((row) => hasJust(row, members))) return insert(rows);
  const columns = members.filter((member) => rows.some((row) => valueIn(row, member) !== null));
  if (rows.length > 1 && takesManyAsOne(db)) return insertFromJson(db, { table, columns, rows });
  const shape = ["insert into", table, rows.length, ...columns].join();
  const make = (): CompiledQuery => insert(rows.map((row) => pick(row, columns)));
  return statementOf(db, { shape, parameters: parametersOf(rows, columns), make });
}

/** What is null in all rows needs no column: no column of ours holds anything else where nothing is said. */
function pick(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, valueIn(row, column)])) as Row;
}

function valueIn(row: Row, column: string): unknown {
  return (row as Readonly<Record<string, unknown>>)[column];
}

/** These columns, all of them with a value, and no others. */
function hasJust(row: Row, columns: readonly string[]): boolean {
  return Object.keys(row).length === columns.length && columns.every((column) => valueIn(row, column) !== undefined);
}

/** In the order of the text: row by row, by the columns of the first. */
function parametersOf(rows: readonly Row[], columns: readonly string[]): unknown[] {
  const parameters: unknown[] = [];
  for (const row of rows) for (const column of columns) parameters.push(valueIn(row, column));
  return parameters;
}
