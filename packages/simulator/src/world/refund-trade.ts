// Gives money back to the buyer: partly or wholly, once or again, at once or after a while, by the API, in the seller's
// console or because the buyer asked. Never more than was paid.
import { escrowUserId } from "./accounts.ts";
import type { Simulation } from "./simulation.ts";
import type { Refund, Trade } from "./trade.ts";
import { statusAfter } from "./trade-machine.ts";

export type RefundRefusal =
  | "not_paid"
  | "finished"
  | "closed"
  | "amount_above_rest"
  | "same_number_other_amount"
  | "balance_too_low";

export type RefundResult =
  | { refunded: true; refund: Refund; repeated: boolean }
  | { refunded: false; reason: RefundRefusal };

export interface RefundRequest {
  requestNo: string;
  amountFen: bigint;
  reason: string;
  /** Virtual time until the money moves; absent: at once. */
  pendingMs?: number | undefined;
}

/** Refunds; the same number with the same amount again is the same refund. */
export function refundTrade(simulation: Simulation, trade: Trade, request: RefundRequest): RefundResult {
  const earlier = trade.refunds.find((refund) => refund.requestNo === request.requestNo);
  if (earlier !== undefined) {
    if (earlier.amountFen !== request.amountFen) return { refunded: false, reason: "same_number_other_amount" };
    return { refunded: true, refund: earlier, repeated: true };
  }
  const reason = refundRefusal(simulation, trade, request.amountFen);
  if (reason !== undefined) return { refunded: false, reason };
  const refund: Refund = {
    requestNo: request.requestNo,
    amountFen: request.amountFen,
    reason: request.reason,
    atMs: simulation.clock.nowMs(),
    moved: false,
  };
  trade.refunds = trade.refunds.concat(refund);
  if (request.pendingMs === undefined) void settleRefund(simulation, trade, refund);
  else {
    refund.movesAtMs = refund.atMs + request.pendingMs;
    awaitRefund(simulation, trade, refund);
  }
  return { refunded: true, refund, repeated: false };
}

/** Moves the money of a slow refund when its time comes. */
export function awaitRefund(simulation: Simulation, trade: Trade, refund: Refund): void {
  const { clock } = simulation;
  const delayMs = (refund.movesAtMs ?? refund.atMs) - clock.nowMs();
  clock.setTimer(delayMs, () => settleRefund(simulation, trade, refund));
}

/** Why so much can't be given back now, or undefined. */
export function refundRefusal(simulation: Simulation, trade: Trade, amountFen: bigint): RefundRefusal | undefined {
  if (trade.paidMs === undefined) return trade.status === "TRADE_CLOSED" ? "closed" : "not_paid";
  if (trade.status === "TRADE_CLOSED") return "closed";
  if (trade.status === "TRADE_FINISHED") return "finished";
  const reservedFen = trade.refunds.reduce((sum, refund) => sum + refund.amountFen, 0n);
  if (amountFen > trade.totalFen - reservedFen) return "amount_above_rest";
  const payer = payerOf(trade);
  if (payer !== escrowUserId && simulation.accounts.balanceFen(payer) < amountFen) return "balance_too_low";
  return undefined;
}

async function settleRefund(simulation: Simulation, trade: Trade, refund: Refund): Promise<void> {
  const nowMs = simulation.clock.nowMs();
  refund.moved = true;
  refund.atMs = nowMs;
  simulation.accounts.move(payerOf(trade), trade.buyerId ?? "", refund.amountFen);
  trade.refundedFen += refund.amountFen;
  trade.refundedMs = nowMs;
  trade.refundStatus = "REFUND_SUCCESS";
  if (trade.refundedFen === trade.totalFen) {
    trade.status = statusAfter(trade.status, "refund_all") ?? trade.status;
    trade.closedMs = nowMs;
  }
  await simulation.announce(trade, "refunded");
}

function payerOf(trade: Trade): string {
  return trade.branch === "escrow" || trade.status === "TRADE_PENDING" ? escrowUserId : trade.order.sellerId;
}
