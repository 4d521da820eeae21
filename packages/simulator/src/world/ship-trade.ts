// The seller says that the goods are on their way; the buyer confirms that they arrived.
import { escrowUserId } from "./accounts.ts";
import type { Simulation } from "./simulation.ts";
import type { Shipment, Trade } from "./trade.ts";
import { statusAfter } from "./trade-machine.ts";

/** Marks an escrow trade as shipped; false where its status does not allow that. A repeat is notified again. */
export function shipTrade(simulation: Simulation, trade: Trade, shipment: Shipment): boolean {
  const next = statusAfter(trade.status, "ship");
  if (next === undefined) return false;
  trade.status = next;
  trade.shipment = shipment;
  trade.sentMs = simulation.clock.nowMs();
  void simulation.announce(trade, "status_changed");
  return true;
}

/** The buyer confirms receipt: the money leaves escrow for the seller. False where the status does not allow that. */
export function confirmReceipt(simulation: Simulation, trade: Trade): boolean {
  const next = statusAfter(trade.status, "confirm");
  if (next === undefined) return false;
  trade.status = next;
  trade.closedMs = simulation.clock.nowMs();
  simulation.accounts.move(escrowUserId, trade.order.sellerId, trade.totalFen - trade.refundedFen);
  void simulation.announce(trade, "status_changed");
  return true;
}
