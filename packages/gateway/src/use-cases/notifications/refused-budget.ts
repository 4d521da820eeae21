// How many refused notifications are kept: a bounded number per account and hour, because anybody can post. Once an account has
// its number the database is left alone for a while; it alone knows what other processes have kept.
const maxKeptPerHour = 20;
const hourMs = 3600 * 1000;
/** Longer costs evidence after a quiet hour; shorter lets a flood ask the database more often. */
const askAgainMs = 60_000;

export class RefusedBudget {
  readonly #usedUpUntilMs = new Map<string, number>();

  /** Whether one more is kept; `count` is asked for those kept since a moment, and not at every call. */
  async hasRoom(accountId: string, nowMs: number, count: (sinceMs: number) => Promise<number>): Promise<boolean> {
    if (this.isKnownUsedUp(accountId, nowMs)) return false;
    if ((await count(nowMs - hourMs)) < maxKeptPerHour) return true;
    this.#usedUpUntilMs.set(accountId, nowMs + askAgainMs);
    return false;
  }

  isKnownUsedUp(accountId: string, nowMs: number): boolean {
    return nowMs < (this.#usedUpUntilMs.get(accountId) ?? 0);
  }
}
