// The seller's operator opens the page on which Alipay asks for the payment password. It is good until Beijing midnight, because
// the batch's number carries the day. Looking at it moves nothing; opening it is written down before the browser leaves.
import { DedepayError } from "@dedepay/errors";
import { findRefund } from "../../store/refunds.ts";
import type { Context } from "../context.ts";
import { loadPayment } from "../payments/load-payment.ts";
import { notFound } from "../refusals.ts";
import { applyRefundEvent } from "./apply-refund-event.ts";
import { refundCallOf } from "./refund-call.ts";
import { describeRefund, type RefundDocument } from "./refund-document.ts";

export type OpenRefundPageInput = { refundId: string; requestId: string };

/** For the page before Alipay's. Throws 1009. */
export async function viewRefund(context: Context, refundId: string): Promise<RefundDocument> {
  const refund = await context.store.run((db) => findRefund(db, refundId));
  if (refund === undefined || refund.way !== "mapi_password") throw refundNotFound(refundId);
  return describeRefund(refund, { publicUrl: context.publicUrl(), nowMs: context.nowMs() });
}

/** Alipay's address. Throws 1009, 1005 (the day is over), 1010 (nothing waits for an operator). */
export async function openRefundPage(context: Context, input: OpenRefundPageInput): Promise<{ url: string }> {
  const { requestId } = input;
  const refund = await context.store.inTransaction(async (db) => {
    const found = await findRefund(db, input.refundId);
    if (found === undefined || found.way !== "mapi_password") throw refundNotFound(input.refundId);
    if (found.state !== "requested" && found.state !== "awaiting_operator") throw notWaiting(found.state);
    if (context.nowMs() >= (found.operatorUntilMs ?? 0)) throw dayIsOver();
    return applyRefundEvent(context, db, { refund: found, event: { type: "page_opened" }, source: "site", requestId });
  });
  const rows = await context.store.run((db) => loadPayment(db, refund.paymentId));
  return { url: context.channel.refundPageUrl(rows.account, refundCallOf(context, rows, refund)) };
}

function refundNotFound(id: string): DedepayError {
  return notFound({ zh: "退款", en: "refund" }, id);
}

function notWaiting(state: string): DedepayError {
  return new DedepayError(1010, {
    detail: {
      zh: `这笔退款不在等待操作员确认，状态为 ${state}`,
      en: `This refund waits for no operator; it is ${state}`,
    },
    extra: { state },
  });
}

function dayIsOver(): DedepayError {
  return new DedepayError(1005, {
    detail: {
      zh: "退款密码页面只在当天（北京时间）有效，请重新申请退款",
      en: "The password page was good until Beijing midnight; ask for the refund again",
    },
  });
}
