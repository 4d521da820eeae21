// The buyer comes back from Alipay. A return is no evidence: it shows the state, and asks Alipay if the notification is not
// there yet. The page works in another browser, too, so nothing depends on the query that came with it.
import { verifyReturn } from "@dedepay/alipay";
import { findAttempt } from "../../store/attempts.ts";
import type { Context } from "../context.ts";
import { notFound } from "../refusals.ts";
import type { BuyerView } from "./buyer-view.ts";
import { loadPayment } from "./load-payment.ts";
import { viewPayment } from "./view-payment.ts";

export type ViewReturnInput = { attemptId: string; rawQuery: string; requestId: string };
export type ViewReturnResult = { view: BuyerView; returnVerified: boolean };

/** Throws 1009. */
export async function viewReturn(context: Context, input: ViewReturnInput): Promise<ViewReturnResult> {
  const attempt = await context.store.run((db) => findAttempt(db, input.attemptId));
  if (attempt === undefined) throw notFound({ zh: "支付尝试", en: "attempt" }, input.attemptId);
  const { account } = await context.store.run((db) => loadPayment(db, attempt.paymentId));
  const verdict = verifyReturn(context.channel.accountOf(account), input.rawQuery);
  const returnVerified = verdict.verified && verdict.fields["out_trade_no"] === attempt.outTradeNo;
  if (!returnVerified) {
    context.log.info(
      {
        requestId: input.requestId,
        attemptId: attempt.id,
        reason: verdict.verified ? "another_trade" : verdict.reason,
      },
      "return does not verify; it would prove nothing anyway",
    );
  }
  return {
    view: await viewPayment(context, { paymentId: attempt.paymentId, requestId: input.requestId }),
    returnVerified,
  };
}
