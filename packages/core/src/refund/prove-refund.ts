// A refund of ours is proven: settles it and books it in its payment, both in one go, so that neither stands without the other.
import { decide } from "../payment/decide.ts";
import type { Decision } from "../payment/decision.ts";
import type { Payment } from "../payment/payment.ts";
import { decideRefund } from "./decide-refund.ts";
import type { Refund } from "./refund.ts";
import type { RefundDecision } from "./refund-decision.ts";

/**
 * Both decisions for one proven refund; write both in one transaction. `refundedFen`: the cumulative amount, where Alipay said
 * it (OpenAPI's refund_fee). `refunds`: all of this payment, with `refund` as stored. Throws RangeError on a refund of another payment.
 */
export function proveRefund(on: {
  payment: Payment;
  refunds: readonly Refund[];
  refundId: string;
  refundedFen?: bigint;
}): { refund: RefundDecision; payment: Decision } {
  const refund = on.refunds.find((candidate) => candidate.refundId === on.refundId);
  if (refund === undefined) throw new RangeError("no such refund in this payment");
  // Without Alipay's own sum: at least what was refunded before this one was asked for and this one, and at least all of ours.
  let refundedFen = refund.refundedBeforeFen + refund.amountFen;
  const oursFen = on.refunds
    .filter((other) => other.attemptId === refund.attemptId && (other.state === "succeeded" || other === refund))
    .reduce((sum, other) => sum + other.amountFen, 0n);
  if (oursFen > refundedFen) refundedFen = oursFen;
  if (on.refundedFen !== undefined && on.refundedFen > refundedFen) refundedFen = on.refundedFen;
  return {
    refund: decideRefund(refund, { type: "accepted" }),
    payment: decide(on.payment, { type: "refund_reported", attemptId: refund.attemptId, refundedFen }),
  };
}
