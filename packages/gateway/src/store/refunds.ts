// Refunds. Their state is written only as a decision of the machine, with a compare-and-set on the version.

import { insertIfAbsent } from "./insert-if-absent.ts";
import { olderThan } from "./older-than.ts";
import { type Db, StaleVersion } from "./store.ts";
import type { RefundsTable } from "./tables/refunds.ts";

/** False where the site's number (of this payment) or the number at Alipay is taken. */
export async function insertRefund(db: Db, refund: RefundsTable): Promise<boolean> {
  return insertIfAbsent(db, "refunds", refund);
}

export async function findRefund(db: Db, refundId: string): Promise<RefundsTable | undefined> {
  return db.selectFrom("refunds").selectAll().where("id", "=", refundId).executeTakeFirst();
}

export async function findRefundByRequestNo(
  db: Db,
  accountId: string,
  requestNo: string,
): Promise<RefundsTable | undefined> {
  return db
    .selectFrom("refunds")
    .selectAll()
    .where("accountId", "=", accountId)
    .where("requestNo", "=", requestNo)
    .executeTakeFirst();
}

/** Of one payment, oldest first. */
export async function listRefunds(db: Db, paymentId: string): Promise<RefundsTable[]> {
  return db
    .selectFrom("refunds")
    .selectAll()
    .where("paymentId", "=", paymentId)
    .orderBy("createdAtMs")
    .orderBy("id")
    .execute();
}

/** Of all payments, newest first. */
export async function listRefundRows(
  db: Db,
  o: { state: string; before: { createdAtMs: number; id: string } | undefined; limit: number },
): Promise<RefundsTable[]> {
  const { state, before, limit } = o;
  let query = db.selectFrom("refunds").selectAll().where("state", "=", state);
  if (before !== undefined) query = query.where(olderThan("createdAtMs", before));
  return query.orderBy("createdAtMs", "desc").orderBy("id", "desc").limit(limit).execute();
}

/** The newest refund that an account sent without a password. */
export async function findLatestRefund(db: Db, accountId: string, way: string): Promise<RefundsTable | undefined> {
  return db
    .selectFrom("refunds")
    .selectAll()
    .where("accountId", "=", accountId)
    .where("way", "=", way)
    .orderBy("createdAtMs", "desc")
    .limit(1)
    .executeTakeFirst();
}

export type RefundChanges = Partial<
  Pick<RefundsTable, "state" | "submissions" | "requestNo" | "lastErrorJson" | "lastSentAtMs" | "settledAtMs">
>;

/** Writes over the version that was read; throws StaleVersion where another one is there. */
export async function updateRefund(db: Db, refund: RefundsTable, changes: RefundChanges): Promise<RefundsTable> {
  const version = refund.version + 1;
  const result = await db
    .updateTable("refunds")
    .set({ ...changes, version })
    .where("id", "=", refund.id)
    .where("version", "=", refund.version)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new StaleVersion(`refund ${refund.id}`);
  return { ...refund, ...changes, version };
}
