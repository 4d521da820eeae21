// Events and postings of a payment: append-only, each with a key that can be there only once.
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";
import type { EventsTable, PostingsTable } from "./tables/ledger.ts";
import { together } from "./together.ts";

/** Appends to the payment's history; `sequence` counts on from what is there. */
export async function insertEvents(db: Db, paymentId: string, rows: Omit<EventsTable, "sequence">[]): Promise<void> {
  if (rows.length > 0) await append(db, { paymentId, rows });
}

type Appended = { paymentId: string; rows: Omit<EventsTable, "sequence">[] };

const append: (db: Db, appended: Appended) => Promise<void> = together(async (db, appended) => {
  const lasts = await db
    .selectFrom("events")
    .select((eb) => ["paymentId" as const, eb.fn.max("sequence").as("sequence")])
    .where(
      "paymentId",
      "in",
      appended.map(({ paymentId }) => paymentId),
    )
    .groupBy("paymentId")
    .execute();
  const last = new Map(lasts.map(({ paymentId, sequence }) => [paymentId, Number(sequence)]));
  const rows = appended.flatMap(({ paymentId, rows }) =>
    rows.map((row, index) => ({ ...row, sequence: (last.get(paymentId) ?? 0) + 1 + index })),
  );
  await db.insertInto("events").values(rows).execute();
  return appended.map(() => undefined);
});

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
