// Events and postings of a payment: append-only, each with a key that can be there only once.
import { insertIfAbsent } from "./insert-if-absent.ts";
import { insertEach, insertRows } from "./insert-rows.ts";
import { type Db, StaleVersion } from "./store.ts";
import type { EventsTable, PostingsTable } from "./tables/ledger.ts";
import { together } from "./together.ts";

type NewEvent = Omit<EventsTable, "sequence">;

/** Appends to the payment's history; `sequence` counts on from what is there. */
export async function insertEvents(db: Db, paymentId: string, rows: readonly NewEvent[]): Promise<void> {
  if (rows.length > 0) await insertEventsAfter(db, await lastSequence(db, paymentId), rows);
}

/** The same where it is known what is there. Throws StaleVersion where that is not so any more. */
export async function insertEventsAfter(db: Db, last: number, rows: readonly NewEvent[]): Promise<void> {
  if (rows.length === 0) return;
  await append(
    db,
    rows.map((row, index) => ({ ...row, sequence: last + 1 + index })),
  );
}

const lastSequence: (db: Db, paymentId: string) => Promise<number> = together(async (db, ids) => {
  const lasts = await db
    .selectFrom("events")
    .select((eb) => ["paymentId" as const, eb.fn.max("sequence").as("sequence")])
    .where("paymentId", "in", ids)
    .groupBy("paymentId")
    .execute();
  const last = new Map(lasts.map(({ paymentId, sequence }) => [paymentId, Number(sequence)]));
  return ids.map((id) => last.get(id) ?? 0);
});

const append: (db: Db, rows: readonly EventsTable[]) => Promise<void> = together(async (db, appended) => {
  const rows = appended.flat();
  if (appended.length > 1) await insertEach(db, "events", rows);
  // Somebody else told something of the payment since its history was read.
  else if ((await insertRows(db, "events", rows)) !== BigInt(rows.length))
    throw new StaleVersion("a payment's history");
  return appended.map(() => undefined);
});

export async function listEvents(db: Db, paymentId: string): Promise<EventsTable[]> {
  return db.selectFrom("events").selectAll().where("paymentId", "=", paymentId).orderBy("sequence").execute();
}

/** Books each movement once, however often it is asked for. */
export async function insertPostings(db: Db, rows: PostingsTable[]): Promise<void> {
  await Promise.all(rows.map((row) => insertIfAbsent(db, "postings", row)));
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
