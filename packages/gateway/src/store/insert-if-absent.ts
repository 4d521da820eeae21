// Inserts a row unless one with the same key is there already, without spoiling the transaction around it.
import type { Insertable } from "kysely";
import type { Db } from "./db.ts";
import { insertEach, insertRows } from "./insert-rows.ts";
import type { Tables } from "./tables.ts";
import { together } from "./together.ts";

type InsertOne = (db: Db, row: Insertable<Tables[keyof Tables]>) => Promise<boolean>;

const intoTable = new Map<keyof Tables, InsertOne>();

/** True: inserted. False: a row with one of its unique keys was there. */
export function insertIfAbsent<T extends keyof Tables>(db: Db, table: T, row: Insertable<Tables[T]>): Promise<boolean> {
  return insertInto(table)(db, row);
}

/** Units that share a transaction insert into a table with one statement; a key that is there already spoils the group. */
function insertInto(table: keyof Tables): InsertOne {
  const known = intoTable.get(table);
  if (known !== undefined) return known;
  const insert: InsertOne = together(async (db, rows) => {
    if (rows.length === 1) return [(await insertRows(db, table, rows)) > 0n];
    await insertEach(db, table, rows);
    return rows.map(() => true);
  });
  intoTable.set(table, insert);
  return insert;
}
