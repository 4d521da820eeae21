// Events and postings of a payment: append-only, each with a key that can be there only once.
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";
import type { EventsTable, PostingsTable } from "./tables/ledger.ts";

/** Appends to the payment's history; `sequence` counts on from what is there. */
export async function insertEvents(db: Db, paymentId: string, rows: Omit<EventsTable, "sequence">[]): Promise<void> {
  if (rows.length === 0) return;
  const last = await db
    .selectFrom("events")
    .select((eb) => eb.fn.max("sequence").as("sequence"))
    .where("paymentId", "=", paymentId)
    .executeTakeFirst();
  const first = Number(last?.sequence ?? 0) + 1;
  await db
    .insertInto("events")
    .values(rows.map((row, index) => ({ ...row, sequence: first + index })))
    .execute();
}

export async function listEvents(db: Db, paymentId: string): Promise<EventsTable[]> {
  return db.selectFrom("events").selectAll().where("paymentId", "=", paymentId).orderBy("sequence").execute();
}

/** Books each movement once, however often it is asked for. */
export async function insertPostings(db: Db, rows: PostingsTable[]): Promise<void> {
  for (const row of rows) await insertIfAbsent(db, "postings", row);
}

export async function listPostings(db: Db, paymentId: string): Promise<PostingsTable[]> {
  return db
    .selectFrom("postings")
    .selectAll()
    .where("paymentId", "=", paymentId)
    .orderBy("createdAtMs")
    .orderBy("uniqueKey")
    .execute();
}
