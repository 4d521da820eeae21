// What old shops asked for, and the messages they were sent about it.
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";
import type { LookAlikeNoticesTable, LookAlikeOrdersTable } from "./tables/look-alike.ts";

export async function findLookAlikeOrder(db: Db, paymentId: string): Promise<LookAlikeOrdersTable | undefined> {
  return db.selectFrom("lookAlikeOrders").selectAll().where("paymentId", "=", paymentId).executeTakeFirst();
}

export async function putLookAlikeOrder(db: Db, row: LookAlikeOrdersTable): Promise<void> {
  if (await insertIfAbsent(db, "lookAlikeOrders", row)) return;
  const { paymentId, ...changes } = row;
  await db.updateTable("lookAlikeOrders").set(changes).where("paymentId", "=", paymentId).execute();
}

/** False where there is one under this notify_id. */
export async function insertLookAlikeNotice(db: Db, row: LookAlikeNoticesTable): Promise<boolean> {
  return insertIfAbsent(db, "lookAlikeNotices", row);
}

export async function findLookAlikeNotice(db: Db, notifyId: string): Promise<LookAlikeNoticesTable | undefined> {
  return db.selectFrom("lookAlikeNotices").selectAll().where("id", "=", notifyId).executeTakeFirst();
}

/** Of one payment and kind, newest first. */
export async function listLookAlikeNotices(
  db: Db,
  paymentId: string,
  kind: "notify" | "return" | "refund",
): Promise<LookAlikeNoticesTable[]> {
  return db
    .selectFrom("lookAlikeNotices")
    .selectAll()
    .where("paymentId", "=", paymentId)
    .where("kind", "=", kind)
    .orderBy("createdAtMs", "desc")
    .orderBy("id")
    .execute();
}

/** Takes the right to send it now, before it leaves. False where somebody else has sent it since it was read. */
export async function claimNoticeSending(db: Db, notice: LookAlikeNoticesTable, nowMs: number): Promise<boolean> {
  let update = db.updateTable("lookAlikeNotices").set({ sentAtMs: nowMs }).where("id", "=", notice.id);
  update =
    notice.sentAtMs === null ? update.where("sentAtMs", "is", null) : update.where("sentAtMs", "=", notice.sentAtMs);
  return (await update.executeTakeFirst()).numUpdatedRows === 1n;
}

export async function acknowledgeLookAlikeNotice(db: Db, notifyId: string, nowMs: number): Promise<void> {
  await db
    .updateTable("lookAlikeNotices")
    .set({ acknowledgedAtMs: nowMs })
    .where("id", "=", notifyId)
    .where("acknowledgedAtMs", "is", null)
    .execute();
}
