// What a site is owed, for one that fetches it: a host that nobody can reach from outside still reaches us. Changes nothing.
import { listOwedRows } from "../../store/outbox-rows.ts";
import { findPaymentByOrderNo, listPaymentsToShip } from "../../store/payments.ts";
import type { Context } from "../context.ts";

export type ListDeliveriesInput = { siteId: string; orderNo?: string; limit?: number };

export type ListDeliveriesResult = {
  /** Each as its webhook would carry it, oldest first; a payment's next one comes after this one is acknowledged. */
  data: Record<string, unknown>[];
  /** Physical goods that were paid into escrow: Alipay waits to hear that they are on their way. */
  awaiting_shipment: { payment_id: string; order_no: string }[];
};

const usualLimit = 20;
const mostToShip = 50;

export async function listDeliveries(context: Context, input: ListDeliveriesInput): Promise<ListDeliveriesResult> {
  const { siteId, orderNo, limit = usualLimit } = input;
  return context.store.run(async (db) => {
    const payment = orderNo === undefined ? undefined : await findPaymentByOrderNo(db, siteId, orderNo);
    if (orderNo !== undefined && payment === undefined) return { data: [], awaiting_shipment: [] };
    const rows = await listOwedRows(db, { siteId, paymentId: payment?.id, limit });
    const toShip = orderNo === undefined ? await listPaymentsToShip(db, siteId, mostToShip) : [];
    return {
      data: rows.map(({ payloadJson }) => JSON.parse(payloadJson) as Record<string, unknown>),
      awaiting_shipment: toShip.map(({ id, orderNo: number }) => ({ payment_id: id, order_no: number })),
    };
  });
}
