// The owner sends back money that buys nothing: a second payment of an order, or one for content that had been replaced.
// An ordinary refund of that attempt; the settled one is left alone.

import { refundableFen } from "@dedepay/core";
import { DedepayError } from "@dedepay/errors";
import { listRefunds } from "../../store/refunds.ts";
import type { Context } from "../context.ts";
import { loadPayment } from "../payments/load-payment.ts";
import { machineOf } from "../payments/payment-machine.ts";
import { actorOf, type ByOwner } from "../record-audit.ts";
import { refundOf } from "./refund-row.ts";
import { type RequestRefundResult, requestRefund } from "./request-refund.ts";

export type RefundSurplusInput = ByOwner & {
  paymentId: string;
  /** Which one, where there are several. */
  attemptId?: string;
  reason?: string;
};

/** Throws 1009; 1010 where there is no such money, or several and none is named; and what a refund throws. */
export async function refundSurplus(context: Context, input: RefundSurplusInput): Promise<RequestRefundResult> {
  const { paymentId, reason, requestId } = input;
  const { payment, left, ours } = await context.store.run(async (db) => {
    const rows = await loadPayment(db, paymentId);
    const ours = (await listRefunds(db, paymentId)).map(refundOf);
    const { trades } = machineOf(rows.payment).facts;
    const surplus = trades.filter(({ role }) => role === "surplus" || role === "superseded");
    return {
      payment: rows.payment,
      ours,
      left: surplus.filter((trade) => refundableFen(trade, ours) > 0n).map(({ attemptId }) => attemptId),
    };
  });
  const chosen = input.attemptId === undefined ? left : left.filter((id) => id === input.attemptId);
  const [attemptId, ...others] = chosen;
  if (attemptId === undefined || others.length > 0) throw notOne(left);
  // Asking again is the same refund, unless the one before failed.
  const failed = ours.filter((refund) => refund.attemptId === attemptId && refund.state === "failed").length;
  return requestRefund(context, {
    siteId: payment.siteId,
    paymentId,
    attemptId,
    refundNo: `surplus-${attemptId.slice(-20)}-${failed + 1}`,
    reason: reason ?? "重复付款，原路退回",
    actor: actorOf(input),
    requestId,
  });
}

function notOne(left: readonly string[]): DedepayError {
  const list = left.join(", ");
  return new DedepayError(1010, {
    owner: "merchant",
    detail:
      left.length === 0
        ? { zh: "这笔支付没有多余的款项可退", en: "This payment has no surplus money to send back" }
        : { zh: `有几笔多余的款项，请指明是哪一次付款：${list}`, en: `There are several; name the attempt: ${list}` },
    extra: { attempts: left },
  });
}
