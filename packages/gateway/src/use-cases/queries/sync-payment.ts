// The site wants to know now: asks Alipay about every attempt that left, and says so where Alipay gave no clear answer.
import { alipayFailure } from "../../channel/alipay-failure.ts";
import { retryLater } from "../../channel/retry-later.ts";
import { findQuery } from "../../store/queries.ts";
import type { Context } from "../context.ts";
import { describePayment, isoTime } from "../payments/describe-payment.ts";
import { loadPayment } from "../payments/load-payment.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";
import { paymentNotFound } from "../refusals.ts";
import { askAlipay } from "./ask-alipay.ts";

export type SyncPaymentInput = { siteId: string; paymentId: string; requestId: string };
/** queried: false where a question ran within the last seconds, or where the buyer never left for Alipay. */
export type SyncPaymentResult = { payment: PaymentDocument; queried: boolean };

/** A site that asks in a loop must not use up the account's queries. */
const distanceMs = 3000;

/** Throws 1009; and what kept Alipay from answering (1003, 1010, 1014, 1015, 1016), with the time until the next question. */
export async function syncPayment(context: Context, input: SyncPaymentInput): Promise<SyncPaymentResult> {
  const { paymentId, requestId } = input;
  const rows = await context.store.run((db) => loadPayment(db, paymentId));
  if (rows.payment.siteId !== input.siteId) throw paymentNotFound(paymentId);
  const query = await context.store.run((db) => findQuery(db, paymentId));
  const left = rows.attempts.some((attempt) => attempt.openedAtMs !== null);
  const justAsked = query?.lastAtMs != null && context.nowMs() - query.lastAtMs < distanceMs;
  const asked = left && !justAsked ? await askAlipay(context, { paymentId, requestId }) : undefined;
  if (asked?.trouble !== undefined) {
    const failure = alipayFailure(asked.trouble, rows.account.protocol === "mapi" ? "mapi" : "openapi");
    const next = await context.store.run((db) => findQuery(db, paymentId));
    const afterMs = Math.max(1000, (next?.nextAtMs ?? context.nowMs()) - context.nowMs());
    const next_query_at = isoTime(context.nowMs() + afterMs);
    throw retryLater(failure, { afterMs, extra: { payment_id: paymentId, next_query_at } });
  }
  const after = await context.store.run((db) => loadPayment(db, paymentId));
  return { payment: describePayment(after, context.publicUrl()), queried: asked?.asked ?? false };
}
