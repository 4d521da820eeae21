// The seller's frozen account can receive again: what waited for it arrives, and the merchant is told of each trade.
import { escrowUserId } from "./accounts.ts";
import type { Simulation } from "./simulation.ts";
import type { Trade } from "./trade.ts";
import { statusAfter } from "./trade-machine.ts";

/** Unfreezes the account of the trade and settles it; false where it was not waiting. */
export function settlePending(simulation: Simulation, trade: Trade): boolean {
  const next = statusAfter(trade.status, "settle_pending");
  if (next === undefined) return false;
  trade.order.account.frozen = false;
  simulation.accounts.move(escrowUserId, trade.order.sellerId, trade.totalFen - trade.refundedFen);
  trade.status = next;
  simulation.refundWindows.open(trade);
  void simulation.announce(trade, "status_changed");
  return true;
}
