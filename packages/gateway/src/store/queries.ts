// When to ask Alipay about a payment. Claimed by compare-and-set, so that two processes never ask the same thing at once.
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";
import type { QueriesTable } from "./tables/payments.ts";

export async function findQuery(db: Db, paymentId: string): Promise<QueriesTable | undefined> {
  return db.selectFrom("queries").selectAll().where("paymentId", "=", paymentId).executeTakeFirst();
}

/** Writes the schedule; an existing one is replaced. */
export async function putQuery(db: Db, row: QueriesTable): Promise<void> {
  if (await insertIfAbsent(db, "queries", row)) return;
  const { paymentId, ...changes } = row;
  await db.updateTable("queries").set(changes).where("paymentId", "=", paymentId).execute();
}

export async function listDueQueries(db: Db, nowMs: number, limit: number): Promise<QueriesTable[]> {
  return db.selectFrom("queries").selectAll().where("nextAtMs", "<=", nowMs).orderBy("nextAtMs").limit(limit).execute();
}

/** Takes the right to ask now, if nobody has asked since the row was read. */
export async function claimQuery(db: Db, row: QueriesTable, o: { nowMs: number; retryAtMs: number }): Promise<boolean> {
  return replaceAsRead(db, row, { lastAtMs: o.nowMs, nextAtMs: o.retryAtMs });
}

/** Moves the next question, unless somebody asked or planned since the row was read. */
export async function planQuery(db: Db, row: QueriesTable, nextAtMs: number): Promise<boolean> {
  return replaceAsRead(db, row, { nextAtMs });
}

async function replaceAsRead(db: Db, row: QueriesTable, changes: Partial<QueriesTable>): Promise<boolean> {
  let update = db.updateTable("queries").set(changes).where("paymentId", "=", row.paymentId);
  update = row.lastAtMs === null ? update.where("lastAtMs", "is", null) : update.where("lastAtMs", "=", row.lastAtMs);
  update = row.nextAtMs === null ? update.where("nextAtMs", "is", null) : update.where("nextAtMs", "=", row.nextAtMs);
  return (await update.executeTakeFirst()).numUpdatedRows === 1n;
}

/** Writes what a claimed question taught, unless somebody planned anew meanwhile: a newer plan stands. */
export async function finishQuery(
  db: Db,
  paymentId: string,
  o: { claimedNextAtMs: number; step: number; nextAtMs: number | null; unknownSinceMs: number | null },
): Promise<void> {
  await db
    .updateTable("queries")
    .set({ unknownSinceMs: o.unknownSinceMs })
    .where("paymentId", "=", paymentId)
    .execute();
  await db
    .updateTable("queries")
    .set({ step: o.step, nextAtMs: o.nextAtMs })
    .where("paymentId", "=", paymentId)
    .where("nextAtMs", "=", o.claimedNextAtMs)
    .execute();
}

export async function nextQueryMs(db: Db): Promise<number | undefined> {
  const row = await db
    .selectFrom("queries")
    .select((eb) => eb.fn.min("nextAtMs").as("atMs"))
    .executeTakeFirst();
  return row?.atMs === null || row?.atMs === undefined ? undefined : Number(row.atMs);
}
