// The facts of one attempt: their join with new evidence, and what they say about the trade. Facts only grow.
import type { Evidence } from "./evidence.ts";
import type { MoneyReached, PaymentState, Trade } from "./payment.ts";

/** Lowest first. */
export const moneyOrder: readonly MoneyReached[] = ["none", "escrowed", "shipped", "held", "settled", "finished"];

/** True when `reached` is `least` or further. */
export function reachedAtLeast(reached: MoneyReached, least: MoneyReached): boolean {
  return moneyOrder.indexOf(reached) >= moneyOrder.indexOf(least);
}

/** Money came: seen on its way, or it must have come because some of it went back. */
export function hasMoney(trade: Trade): boolean {
  return trade.reached !== "none" || trade.refundReported;
}

/** The trade with the evidence joined: commutative, associative, idempotent in the evidence; the role is left alone. */
export function joinTrade(trade: Trade, evidence: Evidence): Trade {
  const accepted = evidence.kind === "shipment_accepted" && trade.reached === "escrowed" ? "shipped" : evidence.reached;
  return {
    ...trade,
    reached: reachedAtLeast(trade.reached, accepted) ? trade.reached : accepted,
    closed: trade.closed || evidence.closed,
    refundReported: trade.refundReported || evidence.refundReported,
    refundedFen: trade.refundedFen > evidence.refundedFen ? trade.refundedFen : evidence.refundedFen,
  };
}

const stateOfMoney: Readonly<Record<Exclude<MoneyReached, "none">, PaymentState>> = {
  escrowed: "escrow_paid",
  shipped: "escrow_shipped",
  held: "held",
  settled: "paid",
  finished: "finished",
};

/** The state which the facts of one trade amount to; the table must always agree with it. */
export function stateOfTrade(trade: Trade): PaymentState {
  if (trade.refundedFen === trade.amountFen) return "refunded";
  if (trade.reached !== "none") return stateOfMoney[trade.reached];
  return trade.closed ? "closed" : "unpaid";
}
