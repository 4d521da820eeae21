// What one relay has in hand: how many rows in all, and how many of each kind for each site.
import type { OutboxTable } from "../store/tables/outbox.ts";
import type { Handler } from "./handler.ts";

type Handlers = Readonly<Record<string, Handler>>;

export class InHand {
  readonly #handlers: Handlers;
  readonly #capacity: number;
  readonly #perSite = new Map<string, Map<string, number>>();
  #total = 0;

  constructor(handlers: Handlers, capacity: number) {
    this.#handlers = handlers;
    this.#capacity = capacity;
  }

  get free(): number {
    return this.#capacity - this.#total;
  }

  take(row: OutboxTable): void {
    this.#total += 1;
    this.#count(row, 1);
  }

  put(row: OutboxTable): void {
    this.#total -= 1;
    this.#count(row, -1);
  }

  isFull({ kind, siteId }: Pick<OutboxTable, "kind" | "siteId">): boolean {
    if (this.free <= 0) return true;
    return siteId !== null && (this.#perSite.get(kind)?.get(siteId) ?? 0) >= this.#limitOf(kind);
  }

  /** Sites which get no further row of a kind now. */
  get fullSites(): { kind: string; siteIds: string[] }[] {
    return [...this.#perSite]
      .map(([kind, sites]) => ({
        kind,
        siteIds: [...sites].filter(([, count]) => count >= this.#limitOf(kind)).map(([siteId]) => siteId),
      }))
      .filter(({ siteIds }) => siteIds.length > 0);
  }

  #limitOf(kind: string): number {
    return this.#handlers[kind]?.perSite ?? Number.POSITIVE_INFINITY;
  }

  #count({ kind, siteId }: OutboxTable, change: number): void {
    if (siteId === null || this.#handlers[kind]?.perSite === undefined) return;
    const sites = this.#perSite.get(kind) ?? new Map<string, number>();
    const count = (sites.get(siteId) ?? 0) + change;
    if (count > 0) sites.set(siteId, count);
    else sites.delete(siteId);
    this.#perSite.set(kind, sites);
  }
}
