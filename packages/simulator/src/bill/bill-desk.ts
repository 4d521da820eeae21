// Hands out the addresses of bills, each good for thirty seconds of virtual time.
import type { RandomSource } from "../platform/random.ts";
import type { BillOrder } from "./bill-order.ts";

const lifeMs = 30_000;

export class BillDesk {
  readonly #random: RandomSource;
  readonly #issued = new Map<string, { order: BillOrder; untilMs: number }>();

  constructor(random: RandomSource) {
    this.#random = random;
  }

  /** The token of an address for this bill. */
  issue(order: BillOrder, nowMs: number): string {
    for (const [token, { untilMs }] of this.#issued) {
      if (untilMs >= nowMs) break;
      this.#issued.delete(token);
    }
    const token = this.#random.hex(16);
    this.#issued.set(token, { order, untilMs: nowMs + lifeMs });
    return token;
  }

  /** What the token stands for; undefined for one which nobody issued or whose time is over. */
  redeem(token: string, nowMs: number): BillOrder | undefined {
    const issued = this.#issued.get(token);
    return issued !== undefined && nowMs <= issued.untilMs ? issued.order : undefined;
  }
}
