// Asks Alipay what became of a refund of unknown outcome. Only a positive answer settles it; the partner protocol's own refund
// query needs a permission that many accounts lack, so the trade's signed sum is asked for as well.
import { findRefund } from "../../store/refunds.ts";
import type { RefundsTable } from "../../store/tables/refunds.ts";
import type { Context } from "../context.ts";
import { loadPayment } from "../payments/load-payment.ts";
import { askAlipay } from "../queries/ask-alipay.ts";
import { refundCallOf } from "./refund-call.ts";
import { recordRefundAnswer } from "./submit-refund.ts";

/** Whether nothing is left to ask in this round of questions: settled, or sent once more. */
export async function queryRefund(context: Context, o: { refundId: string; requestId: string }): Promise<boolean> {
  const refund = await read(context, o.refundId);
  if (refund === undefined || refund.state !== "unknown") return true;
  const rows = await context.store.run((db) => loadPayment(db, refund.paymentId));
  const answer = await context.channel.queryRefund(rows.account, refundCallOf(context, rows, refund));
  // A refusal to be asked says nothing about the refund.
  if (answer.kind === "succeeded" || answer.kind === "absent") {
    await recordRefundAnswer(context, { ...o, answer });
    if (answer.kind === "absent" && refund.way === "openapi") return true;
  } else {
    context.log.warn({ requestId: o.requestId, refundId: refund.id, answer: answer.kind }, "refund query unanswered");
  }
  if (refund.way !== "openapi" && answer.kind !== "succeeded")
    await askAlipay(context, { paymentId: refund.paymentId, attemptId: refund.attemptId, requestId: o.requestId });
  const after = await read(context, o.refundId);
  return after?.state !== "unknown";
}

function read(context: Context, refundId: string): Promise<RefundsTable | undefined> {
  return context.store.run((db) => findRefund(db, refundId));
}
