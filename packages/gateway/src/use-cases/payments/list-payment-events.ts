// The history of a payment, for its site: what happened, when, and what brought it. No keys, no buyer.
import { listEvents } from "../../store/ledger.ts";
import type { Context } from "../context.ts";
import { isoTime } from "./describe-payment.ts";
import { type GetPaymentInput, getPayment } from "./get-payment.ts";

export type PaymentEventDocument = {
  id: string;
  type: string;
  /** notification, query, site, timer, outbox. */
  source: string;
  detail: Record<string, unknown>;
  request_id: string;
  at: string;
};

/** Oldest first. Throws 1009. */
export async function listPaymentEvents(context: Context, input: GetPaymentInput): Promise<PaymentEventDocument[]> {
  const payment = await getPayment(context, input);
  const rows = await context.store.run((db) => listEvents(db, payment.id));
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    source: row.source,
    detail: JSON.parse(row.detailJson) as Record<string, unknown>,
    request_id: row.requestId,
    at: isoTime(row.createdAtMs),
  }));
}
