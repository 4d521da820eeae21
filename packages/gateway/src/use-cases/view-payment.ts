// What the buyer's self-updating page asks for. Settles nothing by itself; may cause one query per payment per few seconds.
import { type BuyerView, buyerView } from "./buyer-view.ts";
import { askUnlessJustAsked } from "./confirm-by-query.ts";
import type { Context } from "./context.ts";
import { loadForBuyer } from "./load-payment.ts";

export type ViewPaymentInput = { paymentId: string; requestId: string };
export type ViewPaymentResult = BuyerView;

/** Throws 1009. */
export async function viewPayment(context: Context, input: ViewPaymentInput): Promise<ViewPaymentResult> {
  await askUnlessJustAsked(context, input);
  const rows = await context.store.run((db) => loadForBuyer(db, input.paymentId));
  return buyerView(rows, context.nowMs());
}
