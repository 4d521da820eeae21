// What sites acknowledged, for good: the proof that something paid was delivered. Append-only.
import type { Db } from "./store.ts";
import type { DeliveryReceiptsTable } from "./tables/deliveries.ts";

export async function insertDeliveryReceipt(db: Db, row: DeliveryReceiptsTable): Promise<void> {
  await db.insertInto("deliveryReceipts").values(row).execute();
}

export async function listDeliveryReceipts(db: Db, outboxId: string): Promise<DeliveryReceiptsTable[]> {
  return db.selectFrom("deliveryReceipts").selectAll().where("outboxId", "=", outboxId).orderBy("number").execute();
}

export async function listReceiptsOfPayment(db: Db, paymentId: string): Promise<DeliveryReceiptsTable[]> {
  return db
    .selectFrom("deliveryReceipts")
    .selectAll()
    .where("paymentId", "=", paymentId)
    .orderBy("createdAtMs")
    .orderBy("id")
    .execute();
}

/** What the site acknowledged last. */
export async function findLatestReceipt(db: Db, siteId: string): Promise<DeliveryReceiptsTable | undefined> {
  return db
    .selectFrom("deliveryReceipts")
    .selectAll()
    .where("siteId", "=", siteId)
    .orderBy("createdAtMs", "desc")
    .limit(1)
    .executeTakeFirst();
}
