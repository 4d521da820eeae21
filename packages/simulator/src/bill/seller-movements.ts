// What came into a seller's account and what left it, in order of time: the content of bills. Money in escrow is not the
// seller's, so an escrow trade counts from the buyer's confirmation.
import type { Simulation } from "../world/simulation.ts";
import type { Trade } from "../world/trade.ts";

export interface Movement {
  kind: "payment" | "refund";
  trade: Trade;
  atMs: number;
  /** Positive for a payment, negative for a refund. */
  amountFen: bigint;
  /** Number of the refund; "" for a payment. */
  requestNo: string;
  reason: string;
}

/** All movements before untilMs. */
export function sellerMovements(simulation: Simulation, sellerId: string, untilMs: number): Movement[] {
  const movements: Movement[] = [];
  for (const trade of simulation.trades.all()) {
    if (trade.order.sellerId !== sellerId || trade.paidMs === undefined || trade.paidMs >= untilMs) continue;
    if (trade.status === "TRADE_PENDING") continue;
    const escrow = trade.branch === "escrow";
    const refundedBefore = escrow ? trade.refundedFen : 0n;
    const receivedMs = escrow ? confirmedMs(trade) : trade.paidMs;
    if (receivedMs === undefined || receivedMs >= untilMs) continue;
    const amountFen = trade.totalFen - refundedBefore;
    movements.push({ kind: "payment", trade, atMs: receivedMs, amountFen, requestNo: "", reason: "" });
    if (escrow) continue;
    for (const { moved, atMs, amountFen: back, requestNo, reason } of trade.refunds) {
      if (moved && atMs < untilMs) {
        movements.push({ kind: "refund", trade, atMs, amountFen: -back, requestNo, reason });
      }
    }
  }
  return movements.sort((a, b) => a.atMs - b.atMs);
}

function confirmedMs(trade: Trade): number | undefined {
  return trade.status === "TRADE_FINISHED" ? trade.closedMs : undefined;
}
