// Alipay reports refunds as one cumulative amount per trade. Whose refunds are they? Ours as far as that is certain; the rest
// was made by hand at Alipay. "External" is recomputed each time, so a later proof corrects it.
import type { Refund } from "./refund.ts";

export type RefundAttribution = {
  /** Refunds of ours which this report proves; give each to proveRefund. */
  provenRefundIds: string[];
  /** Of the trade in all, after those: made outside of here, as far as known today. */
  externalFen: bigint;
};

/**
 * Explains a trade's cumulative amount. `namedRefundId`: our refund whose out_request_no the notice carries. Without a name a
 * refund is proven only where the increase is exactly its amount, or exactly all that were sent: MAPI says no more than that.
 */
export function attributeRefunds(on: {
  /** Of the attempt, oldest first. */
  refunds: readonly Refund[];
  attemptId: string;
  /** The trade's cumulative amount before this report, and now. */
  previousFen: bigint;
  refundedFen: bigint;
  namedRefundId?: string;
}): RefundAttribution {
  const ours = on.refunds.filter((refund) => refund.attemptId === on.attemptId);
  const increaseFen = on.refundedFen - on.previousFen;
  const named = ours.find((refund) => refund.refundId === on.namedRefundId && refund.state !== "succeeded");
  const proven = named !== undefined && named.amountFen <= on.refundedFen ? [named] : matching(ours, increaseFen);
  const explainedFen = sumFen(ours.filter((refund) => refund.state === "succeeded")) + sumFen(proven);
  return {
    provenRefundIds: proven.map((refund) => refund.refundId),
    externalFen: on.refundedFen > explainedFen ? on.refundedFen - explainedFen : 0n,
  };
}

function matching(ours: readonly Refund[], increaseFen: bigint): readonly Refund[] {
  const sent = ours.filter((refund) => ["awaiting_operator", "submitted", "unknown"].includes(refund.state));
  if (sumFen(sent) === increaseFen) return sent;
  const single = sent.find((refund) => refund.amountFen === increaseFen);
  return single === undefined ? [] : [single];
}

function sumFen(refunds: readonly Refund[]): bigint {
  return refunds.reduce((sum, refund) => sum + refund.amountFen, 0n);
}
