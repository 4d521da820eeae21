// Statements for several rows at once: each row gets its own value, and it counts only if all rows were there.
import { type RawBuilder, sql } from "kysely";
import { GroupSpoiled } from "./together.ts";

/** For `set`: the value that belongs to the row's `key`. `where` names the same keys, and `values` is not empty. */
export function eachItsOwn<Value>(
  column: string,
  values: readonly (readonly [id: string, Value])[],
  key = "id",
): RawBuilder<Value> {
  const [only, another] = values;
  if (only !== undefined && another === undefined) return sql`${only[1]}`;
  const whens = values.map(([id, value]) => sql`when ${id} then ${value}`);
  return sql`case ${sql.ref(key)} ${sql.join(whens, sql` `)} else ${sql.ref(column)} end`;
}

/** Throws GroupSpoiled unless as many rows were written as were meant. */
export function assertEach(what: string, o: { wanted: number; done: bigint | undefined }): void {
  if (o.done !== BigInt(o.wanted)) throw new GroupSpoiled(what);
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

/** The parameters of `changesOfEach`, in the order of its text. */
export function parametersOfEach(updates: readonly Update<object>[]): unknown[] {
  const names = Object.keys(updates[0]?.changes ?? {});
  return names.flatMap((name) =>
    updates.flatMap(({ id, changes }) => [id, (changes as Readonly<Record<string, unknown>>)[name]]),
  );
}

/** For `set`: the changes of two or more updates which write the same columns. */
export function changesOfEach<Changes extends object>(
  updates: readonly Update<Changes>[],
  key = "id",
): { [Name in keyof Changes]: RawBuilder<Changes[Name]> } {
  const names = Object.keys(updates[0]?.changes ?? {}) as (keyof Changes & string)[];
  const columns = names.map((name) => [
    name,
    eachItsOwn(
      name,
      updates.map(({ id, changes }) => [id, changes[name]]),
      key,
    ),
  ]);
  return Object.fromEntries(columns) as { [Name in keyof Changes]: RawBuilder<Changes[Name]> };
}
