// A payment before anything happened to it.
import type { GoodsKind, Payment, TradeKind } from "./payment.ts";

/** An unpaid payment; throws RangeError unless amountFen is above zero. */
export function newPayment(options: { kind: TradeKind; goods: GoodsKind; amountFen: bigint }): Payment {
  if (options.amountFen <= 0n) throw new RangeError("amountFen must be above zero");
  return {
    state: "unpaid",
    kind: options.kind,
    goods: options.goods,
    amountFen: options.amountFen,
    refundedFen: 0n,
    facts: { over: false, shippingAsked: false, goodsReleased: false, finishTold: false, trades: [] },
  };
}
