// Statements whose text is made once for each shape and used again: making it costs more than running it.
import type { CompiledQuery } from "kysely";
import type { Db } from "./db.ts";
import { nameText } from "./prepared-texts.ts";

export type Shaped = {
  /** The same for all that have the same text on one kind of database. */
  shape: string;
  /** In the order of the text. */
  parameters: readonly unknown[];
  make(): CompiledQuery;
  /** The text is the same for any number of rows, or nearly so. */
  isWorthPreparing?: boolean;
};

/** By database, which is known by its adapter: a transaction has the one of the database that it is on. */
const texts = new WeakMap<object, Map<string, CompiledQuery>>();

/** For `db.executeQuery`. Throws where the parameters are not those that the builder gives. */
export function statementOf(db: Db, { shape, parameters, make, isWorthPreparing = false }: Shaped): CompiledQuery {
  const { adapter } = db.getExecutor();
  const known = texts.get(adapter) ?? new Map<string, CompiledQuery>();
  texts.set(adapter, known);
  const statement = known.get(shape);
  if (statement !== undefined) return { ...statement, parameters };
  const made = make();
  if (!isSame(made.parameters, parameters)) throw new Error(`the parameters of "${shape}" have another order`);
  if (isWorthPreparing) nameText(made.sql);
  known.set(shape, { ...made, parameters: [] });
  return made;
}

function isSame(made: readonly unknown[], given: readonly unknown[]): boolean {
  return made.length === given.length && made.every((value, index) => isEqual(value, given[index]));
}

/** A parameter may be a list. */
function isEqual(one: unknown, another: unknown): boolean {
  return Array.isArray(one) && Array.isArray(another) ? isSame(one, another) : Object.is(one, another);
}
