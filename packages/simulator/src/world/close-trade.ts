// Closes an unpaid trade: by its time-out, or because the merchant asked.
import type { Simulation } from "./simulation.ts";
import type { Trade } from "./trade.ts";
import { statusAfter } from "./trade-machine.ts";

/** Resolves to whether the trade could be closed; the notification's first send is waited for. */
export async function closeTrade(simulation: Simulation, trade: Trade): Promise<boolean> {
  const next = statusAfter(trade.status, "close_unpaid");
  if (next === undefined) return false;
  trade.status = next;
  trade.closedMs = simulation.clock.nowMs();
  trade.cancelExpiry?.();
  trade.cancelExpiry = undefined;
  await simulation.announce(trade, "status_changed");
  return true;
}
