// The seller changes the price of an unpaid escrow or dual trade in the console; the merchant is told.
import type { Simulation } from "./simulation.ts";
import type { Trade } from "./trade.ts";

/** False where the trade has been paid or closed. */
export async function changePrice(simulation: Simulation, trade: Trade, totalFen: bigint): Promise<boolean> {
  if (trade.status !== "WAIT_BUYER_PAY" || totalFen <= 0n) return false;
  trade.totalFen = totalFen;
  await simulation.announce(trade, "price_changed");
  return true;
}
