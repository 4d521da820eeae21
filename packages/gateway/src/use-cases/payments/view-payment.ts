// What the buyer's self-updating page asks for: the store's answer, at once. It settles nothing by itself and waits for nobody;
// it may cause one query per payment per few seconds, whose answer the page's next question finds.

import type { Context } from "../context.ts";
import { askSoon } from "../notifications/confirm-by-query.ts";
import { type BuyerView, buyerView } from "./buyer-view.ts";
import { loadForBuyer } from "./load-payment.ts";

export type ViewPaymentInput = { paymentId: string; requestId: string };
export type ViewPaymentResult = BuyerView;

/** Throws 1009. */
export async function viewPayment(context: Context, input: ViewPaymentInput): Promise<ViewPaymentResult> {
  const rows = await context.store.run((db) => loadForBuyer(db, input.paymentId));
  await askSoon(context, input.paymentId);
  return buyerView(rows, context.nowMs());
}
