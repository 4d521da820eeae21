// Refunds that came the old way, found by the number of their batch.
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";
import type { LookAlikeRefundsTable } from "./tables/look-alike.ts";

/** False where the site used the number before. */
export async function insertLookAlikeRefund(db: Db, row: LookAlikeRefundsTable): Promise<boolean> {
  return insertIfAbsent(db, "lookAlikeRefunds", row);
}

export async function findLookAlikeRefund(
  db: Db,
  siteId: string,
  batchNo: string,
): Promise<LookAlikeRefundsTable | undefined> {
  const query = db.selectFrom("lookAlikeRefunds").selectAll().where("siteId", "=", siteId);
  return query.where("batchNo", "=", batchNo).executeTakeFirst();
}

/** Of one payment, those the shop wants to hear of and has not heard of, oldest first. */
export async function listUntoldRefunds(db: Db, paymentId: string): Promise<LookAlikeRefundsTable[]> {
  return db
    .selectFrom("lookAlikeRefunds")
    .selectAll()
    .where("paymentId", "=", paymentId)
    .where("notifyUrl", "is not", null)
    .where("toldAtMs", "is", null)
    .orderBy("createdAtMs")
    .orderBy("batchNo")
    .execute();
}

export async function noteRefundTold(db: Db, row: LookAlikeRefundsTable, nowMs: number): Promise<void> {
  await db
    .updateTable("lookAlikeRefunds")
    .set({ toldAtMs: nowMs })
    .where("siteId", "=", row.siteId)
    .where("batchNo", "=", row.batchNo)
    .execute();
}
