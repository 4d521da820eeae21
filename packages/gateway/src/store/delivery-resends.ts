// Deliveries which a person sent again. Append-only.
import type { Db } from "./store.ts";
import type { DeliveryResendsTable } from "./tables/deliveries.ts";

export async function insertDeliveryResend(db: Db, row: DeliveryResendsTable): Promise<void> {
  await db.insertInto("deliveryResends").values(row).execute();
}

export async function findLatestResend(db: Db, outboxId: string): Promise<DeliveryResendsTable | undefined> {
  return db
    .selectFrom("deliveryResends")
    .selectAll()
    .where("outboxId", "=", outboxId)
    .orderBy("createdAtMs", "desc")
    .orderBy("attemptsBefore", "desc")
    .limit(1)
    .executeTakeFirst();
}
