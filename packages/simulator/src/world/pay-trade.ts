// The buyer pays: checks who pays and with what, moves the money, the trade and the notification.
import { escrowUserId } from "./accounts.ts";
import { coveringContract } from "./covering-contract.ts";
import type { Simulation } from "./simulation.ts";
import type { Trade } from "./trade.ts";
import { isPaid, statusAfter, type TradeAction } from "./trade-machine.ts";

export type PayRefusal =
  | "already_paid"
  | "closed"
  | "buyer_unknown"
  | "buyer_is_seller"
  | "buyer_differs"
  | "buyer_frozen"
  | "buyer_unverified"
  | "balance_too_low";

export type PayResult = { paid: true } | { paid: false; reason: PayRefusal };

/** Pays as the given user. `way` matters for dual trades only, where the buyer chooses; `quietly`: nobody is notified. */
export function payTrade(
  simulation: Simulation,
  trade: Trade,
  by: { userId: string; way?: "instant" | "escrow" | undefined; quietly?: boolean | undefined },
): PayResult {
  const reason = whyNot(simulation, trade, by.userId);
  if (reason !== undefined) return { paid: false, reason };
  const branch = branchOf(trade, by.way);
  const next = statusAfter(trade.status, actionOf(simulation, trade, branch));
  if (next === undefined) return { paid: false, reason: trade.status === "TRADE_CLOSED" ? "closed" : "already_paid" };
  const nowMs = simulation.clock.nowMs();
  // What the seller's account can't take lies with Alipay, as in escrow.
  const holder = branch === "escrow" || next === "TRADE_PENDING" ? escrowUserId : trade.order.sellerId;
  simulation.accounts.move(by.userId, holder, trade.totalFen);
  trade.status = next;
  trade.branch = branch;
  // The world's own text of the number, not the request's copy of it.
  trade.buyerId = simulation.accounts.payer(by.userId)?.userId;
  trade.paidMs = nowMs;
  trade.cancelExpiry?.();
  trade.cancelExpiry = undefined;
  if (next === "TRADE_FINISHED") trade.closedMs = nowMs;
  if (next === "TRADE_SUCCESS") simulation.refundWindows.open(trade);
  if (by.quietly !== true) void simulation.announce(trade, "status_changed");
  return { paid: true };
}

function whyNot(simulation: Simulation, trade: Trade, userId: string): PayRefusal | undefined {
  if (trade.status === "TRADE_CLOSED") return "closed";
  if (isPaid(trade)) return "already_paid";
  const payer = simulation.accounts.payer(userId);
  if (payer === undefined) return "buyer_unknown";
  if (userId === trade.order.sellerId) return "buyer_is_seller";
  if (simulation.switches.bindFirstBuyer) {
    if (trade.buyerId !== undefined && trade.buyerId !== userId) return "buyer_differs";
    trade.buyerId = userId;
  }
  if (payer.status === "frozen") return "buyer_frozen";
  if (payer.status === "unverified") return "buyer_unverified";
  return simulation.accounts.balanceFen(userId) < trade.totalFen ? "balance_too_low" : undefined;
}

function branchOf(trade: Trade, way: "instant" | "escrow" | undefined): "instant" | "escrow" {
  if (trade.order.kind === "dual") return way ?? "escrow";
  return trade.order.kind === "escrow" ? "escrow" : "instant";
}

function actionOf(simulation: Simulation, trade: Trade, branch: "instant" | "escrow"): TradeAction {
  if (branch === "escrow") return "pay_escrow";
  const { account, product } = trade.order;
  if (account.frozen === true) return "pay_pending";
  const answer = coveringContract(account, product, { nowMs: simulation.clock.nowMs() });
  return answer.contract?.refundable === false ? "pay_instant_basic" : "pay_instant_refundable";
}
