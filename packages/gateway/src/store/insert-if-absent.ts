// Inserts a row unless one with the same key is there already, without spoiling the transaction around it.
import type { Insertable, Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** True: inserted. False: a row with one of its unique keys was there. */
export async function insertIfAbsent<T extends keyof Tables>(
  db: Kysely<Tables>,
  table: T,
  row: Insertable<Tables[T]>,
): Promise<boolean> {
  const result = await db
    .insertInto(table)
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
