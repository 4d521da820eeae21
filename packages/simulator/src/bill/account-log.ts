// The seller's account, entry by entry with the balance after each: what the funds bill and account.page.query tell.
import type { Simulation } from "../world/simulation.ts";
import { sellerIdOf } from "../world/world.ts";
import { type Movement, sellerMovements } from "./seller-movements.ts";

export interface AccountLogEntry extends Movement {
  /** 1 and up, over the whole account. */
  serial: number;
  balanceFen: bigint;
}

/** All entries before untilMs, oldest first. */
export function accountLog(simulation: Simulation, sellerId: string, untilMs: number): AccountLogEntry[] {
  const account = simulation.world.accounts.find((one) => sellerIdOf(one) === sellerId);
  let balanceFen = BigInt(account?.balanceFen ?? 0);
  return sellerMovements(simulation, sellerId, untilMs).map((movement, index) => {
    balanceFen += movement.amountFen;
    return { ...movement, serial: index + 1, balanceFen };
  });
}
