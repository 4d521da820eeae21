// Visits to the cashier: what a browser was sent there with, under an unguessable token. A visit may have no trade yet.
import type { RandomSource } from "../platform/random.ts";
import type { Order, Trade } from "./trade.ts";

export interface Visit {
  readonly token: string;
  readonly order: Order;
  trade: Trade | undefined;
  /** Where the browser goes when the buyer gives up (wap), if anywhere. */
  readonly quitUrl: string | undefined;
  /** A QR code dies at this moment. */
  readonly untilMs: number | undefined;
}

/** Old visits are forgotten first; a person who left a page open that long starts again from the shop. */
const mostVisits = 5000;

export class VisitBook {
  readonly #random: RandomSource;
  readonly #visits = new Map<string, Visit>();

  constructor(random: RandomSource) {
    this.#random = random;
  }

  open(order: Order, trade: Trade | undefined, o: { quitUrl?: string | undefined; untilMs?: number } = {}): Visit {
    const { quitUrl, untilMs } = o;
    const visit: Visit = { token: this.#random.hex(16), order, trade, quitUrl, untilMs };
    if (trade !== undefined) trade.cashierToken = visit.token;
    this.#visits.set(visit.token, visit);
    if (this.#visits.size > mostVisits) {
      const [oldest] = this.#visits.values();
      if (oldest !== undefined) this.#forget(oldest);
    }
    return visit;
  }

  #forget({ token, trade }: Visit): void {
    this.#visits.delete(token);
    if (trade?.cashierToken === token) trade.cashierToken = undefined;
  }

  /** All visits, oldest first. */
  all(): Iterable<Visit> {
    return this.#visits.values();
  }

  /** Puts a visit back under the token which it had. */
  restore(visit: Visit): void {
    this.#visits.set(visit.token, visit);
  }

  /** The newest visits first. */
  latest(count: number): Visit[] {
    return [...this.#visits.values()].slice(-count).reverse();
  }

  find(token: string): Visit | undefined {
    return this.#visits.get(token);
  }
}
