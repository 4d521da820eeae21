// Statements for several rows at once: each row gets its own value, and it counts only if all rows were there.
import { type CompiledQuery, type RawBuilder, sql } from "kysely";
import type { Db } from "./db.ts";
import { sentLater } from "./gathering-driver.ts";
import { GroupSpoiled, isShared } from "./together.ts";

/** A value for each row, by the row's id or whatever the caller's key is. */
export type Each<Value> = readonly (readonly [id: string, value: Value])[];

/** For `set`: the value that belongs to the row's `key`. `where` names the same keys, and `values` is not empty. */
export function eachItsOwn<Value>(column: string, values: Each<Value>, key = "id"): RawBuilder<Value> {
  if (isOneForAll(values)) return sql`${values[0]?.[1]}`;
  const whens = values.map(([id, value]) => sql`when ${id} then ${value}`);
  return sql`case ${sql.ref(key)} ${sql.join(whens, sql` `)} else ${sql.ref(column)} end`;
}

/** The parameters of `eachItsOwn`, in the order of its text. */
export function parametersOfEach(values: Each<unknown>): unknown[] {
  return isOneForAll(values) ? [values[0]?.[1]] : values.flat();
}

/** The same for values whose `eachItsOwn` has the same text. */
export function shapeOfEach(values: Each<unknown>): string {
  return isOneForAll(values) ? "one" : String(values.length);
}

function isOneForAll(values: Each<unknown>): boolean {
  return values.every(([, value]) => value === values[0]?.[1]);
}

/** Throws GroupSpoiled unless as many rows were written as were meant. */
export function assertEach(what: string, o: { wanted: number; done: bigint | undefined }): void {
  if (o.done !== BigInt(o.wanted)) throw new GroupSpoiled(what);
}

/**
 * Writes several rows with one statement. Throws GroupSpoiled unless as many are written as were meant; in a shared transaction
 * that may be found out later, before the commit.
 */
export async function writeEach(db: Db, what: string, o: { query: CompiledQuery; wanted: number }): Promise<void> {
  const { query, wanted } = o;
  const { numAffectedRows } = await db.executeQuery(isShared(db) ? sentLater(query, wanted) : query);
  assertEach(what, { wanted, done: numAffectedRows });
}

/** The row of each key, or undefined, out of what one statement found. */
export function inOrder<Row>(
  keys: readonly string[],
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): (Row | undefined)[] {
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => found.get(key));
}

/** The rows of each id, in the order in which they were found. */
export function groupedBy<Row>(
  ids: readonly string[],
  rows: readonly Row[],
  idOf: (row: Row) => string | null,
): Row[][] {
  const found = new Map<string, Row[]>(ids.map((id) => [id, []]));
  for (const row of rows) found.get(idOf(row) ?? "")?.push(row);
  return ids.map((id) => found.get(id) ?? []);
}

/** Of the row with this id, or whatever the caller's key is. */
export type Update<Changes> = { readonly id: string; readonly changes: Changes };

/** Updates that write the same columns can be one statement. */
export function withSameColumns<U extends Update<object>>(updates: readonly U[]): readonly U[][] {
  const alike = new Map<string, U[]>();
  for (const update of updates) {
    const columns = Object.keys(update.changes).join();
    alike.set(columns, [...(alike.get(columns) ?? []), update]);
  }
  return [...alike.values()];
}

/** What updates write that write the same columns. */
export type ChangesOfEach<Changes> = {
  set(): { [Name in keyof Changes]: RawBuilder<Changes[Name]> };
  /** Of `set`, in the order of its text. */
  parameters: readonly unknown[];
  /** The same where the text of `set` is the same. */
  shape: string;
};

export function changesOfEach<Changes extends object>(
  updates: readonly Update<Changes>[],
  key = "id",
): ChangesOfEach<Changes> {
  const names = Object.keys(updates[0]?.changes ?? {}) as (keyof Changes & string)[];
  const columns = names.map((name) => ({
    name,
    values: updates.map(({ id, changes }): [string, Changes[typeof name]] => [id, changes[name]]),
  }));
  return {
    set: () =>
      Object.fromEntries(columns.map(({ name, values }) => [name, eachItsOwn(name, values, key)])) as ReturnType<
        ChangesOfEach<Changes>["set"]
      >,
    parameters: columns.flatMap(({ values }) => parametersOfEach(values)),
    shape: columns.map(({ name, values }) => `${name} ${shapeOfEach(values)}`).join(),
  };
}
