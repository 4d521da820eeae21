// Rows by pairs of keys that have one unique index together, several pairs at a time.
import { type RawBuilder, sql } from "kysely";
import type { Db } from "./db.ts";
import { takesManyAsOne } from "./json-rows.ts";

export type Pair = readonly [first: string, second: string];

/**
 * For `where`: the two columns hold one of these pairs, or the one of one pair and the other of another; the caller takes what it
 * asked for. `pairs` is not empty.
 */
export function pairIn(db: Db, columns: Pair, pairs: readonly Pair[]): RawBuilder<boolean> {
  const [first, second] = [sql.ref(columns[0]), sql.ref(columns[1])];
  const { firsts, seconds } = listsOf(db, pairs);
  // Asked for two lists, PostgreSQL before its first "analyze" takes one account for few rows, and reads all of them.
  if (takesManyAsOne(db))
    return sql`(${first}, ${second}) in (select * from unnest(${firsts}::text[], ${seconds}::text[]))`;
  return sql`${first} in (${sql.join(firsts)}) and ${second} in (${sql.join(seconds)})`;
}

/** The parameters of `pairIn`, in the order of its text. */
export function parametersOfPairs(db: Db, pairs: readonly Pair[]): unknown[] {
  const { firsts, seconds } = listsOf(db, pairs);
  return takesManyAsOne(db) ? [firsts, seconds] : [...firsts, ...seconds];
}

/** The same for pairs whose `pairIn` has the same text. */
export function shapeOfPairs(db: Db, pairs: readonly Pair[]): string {
  const { firsts, seconds } = listsOf(db, pairs);
  return takesManyAsOne(db) ? "any" : `${firsts.length} ${seconds.length}`;
}

/** One text for each pair. */
export function pairKey(...pair: Pair): string {
  return JSON.stringify(pair);
}

function listsOf(db: Db, pairs: readonly Pair[]): { firsts: readonly string[]; seconds: readonly string[] } {
  const firsts = pairs.map(([one]) => one);
  return { firsts: takesManyAsOne(db) ? firsts : [...new Set(firsts)], seconds: pairs.map(([, another]) => another) };
}
