// One update statement for several rows, each with its own values.
import type { CompiledQuery } from "kysely";
import type { Db } from "./db.ts";
import {
  changesOfEach,
  eachItsOwn,
  parametersOfEach,
  shapeOfEach,
  type Update,
  withSameColumns,
  writeEach,
} from "./each-its-own.ts";
import { takesManyAsOne, updateFromJson } from "./json-rows.ts";
import { statementOf } from "./statement-of.ts";

/** `version`: the one that was read, where the table has versions; it must be there still, and goes up by one. */
export type RowUpdate = Update<object> & { readonly version?: number };

type Updated = "attempts" | "payments";

/** Throws GroupSpoiled unless all of the rows are written; in a shared transaction perhaps later, before the commit. */
export async function updateRows(db: Db, table: Updated, updates: readonly RowUpdate[]): Promise<void> {
  for (const alike of withSameColumns(updates)) {
    await writeEach(db, table, { query: statementFor(db, table, alike), wanted: alike.length });
  }
}

/** Of rows that get the same columns. */
function statementFor(db: Db, table: Updated, updates: readonly RowUpdate[]): CompiledQuery {
  const versions = updates.flatMap(({ id, version }): [string, number][] =>
    version === undefined ? [] : [[id, version]],
  );
  const isVersioned = versions.length > 0;
  if (takesManyAsOne(db)) {
    const columns = Object.keys(updates[0]?.changes ?? {});
    const rows = updates.map(({ id, version, changes }) => ({ ...changes, id, version }));
    return updateFromJson(db, { table, columns, rows, isVersioned });
  }
  const ids = updates.map(({ id }) => id);
  const changes = changesOfEach(updates);
  const make = (): CompiledQuery => {
    // Attempts have no versions: the rest is the same for both.
    const query = db
      .updateTable(table as "payments")
      .set(changes.set())
      .where("id", "in", ids);
    if (!isVersioned) return query.compile();
    return query
      .set((eb) => ({ version: eb("version", "+", 1) }))
      .where("version", "=", eachItsOwn("version", versions))
      .compile();
  };
  const shape = `update ${table} ${changes.shape} ${ids.length}`;
  const parameters = [...changes.parameters, ...ids];
  if (!isVersioned) return statementOf(db, { shape, parameters, make });
  return statementOf(db, {
    shape: `${shape} ${shapeOfEach(versions)}`,
    parameters: [...changes.parameters, 1, ...ids, ...parametersOfEach(versions)],
    make,
  });
}
