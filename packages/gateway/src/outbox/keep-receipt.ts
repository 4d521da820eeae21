// Keeps that a delivery was acknowledged, in the unit of work which says so.
import { insertDeliveryReceipt } from "../store/delivery-receipts.ts";
import type { Db } from "../store/store.ts";
import type { OutboxTable } from "../store/tables/outbox.ts";
import type { Context } from "../use-cases/context.ts";

/** `adapter`: the way it was told, or `by_hand`. */
type Acknowledged = { adapter: string; receipt: Readonly<Record<string, unknown>> };

export async function keepReceipt(
  context: Pick<Context, "newId" | "nowMs">,
  db: Db,
  { row, adapter, receipt }: Acknowledged & { row: OutboxTable },
): Promise<void> {
  await insertDeliveryReceipt(db, {
    id: context.newId("rcp"),
    outboxId: row.id,
    number: row.attempts,
    siteId: row.siteId ?? "",
    paymentId: row.paymentId ?? "",
    deliveryType: (JSON.parse(row.payloadJson) as { type: string }).type,
    adapter,
    receiptJson: JSON.stringify(receipt),
    createdAtMs: context.nowMs(),
  });
}
