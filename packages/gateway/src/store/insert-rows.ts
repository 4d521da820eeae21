// One insert statement for several rows. Its text is made once for each number of rows and used again: making it costs more than
// running it.
import type { CompiledQuery, Insertable } from "kysely";
import type { Db } from "./db.ts";
import type { Tables } from "./tables.ts";

type Row = Insertable<Tables[keyof Tables]>;

/** By database, which is known by its adapter: a transaction has the one of the database that it is on. */
const texts = new WeakMap<object, Map<string, CompiledQuery>>();

/** How many rows were inserted; those with a key that is there already are left out, on MariaDB all rows then. */
export async function insertRows(db: Db, table: keyof Tables, rows: readonly Row[]): Promise<bigint> {
  const { numAffectedRows } = await db.executeQuery(statementFor(db, table, rows));
  return numAffectedRows ?? 0n;
}

function statementFor(db: Db, table: keyof Tables, rows: readonly Row[]): CompiledQuery {
  const columns = Object.keys(rows[0] ?? {});
  const parameters = parametersOf(rows, columns);
  const compile = (): CompiledQuery =>
    db
      .insertInto(table)
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .compile();
  if (parameters === undefined) return compile();
  const { adapter } = db.getExecutor();
  const known = texts.get(adapter) ?? new Map<string, CompiledQuery>();
  texts.set(adapter, known);
  const key = [table, rows.length, ...columns].join();
  const statement = known.get(key);
  if (statement !== undefined) return { ...statement, parameters };
  const made = compile();
  known.set(key, { ...made, parameters: [] });
  return made;
}

/** In the order of the text: row by row, by the columns of the first. undefined where another row has others. */
function parametersOf(rows: readonly Row[], columns: readonly string[]): unknown[] | undefined {
  const parameters: unknown[] = [];
  for (const row of rows) {
    const values = row as Readonly<Record<string, unknown>>;
    if (Object.keys(row).length !== columns.length) return undefined;
    for (const column of columns) {
      if (values[column] === undefined) return undefined;
      parameters.push(values[column]);
    }
  }
  return parameters;
}
