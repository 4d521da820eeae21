// How many refused notifications are kept and logged: a bounded number per account and hour, because anybody can post. Once an
// account has its number the database is left alone for a while; it alone knows what other processes have kept, and this
// process alone how often the same bytes came.
const hourMs = 3600 * 1000;
/** Longer costs evidence after a quiet hour; shorter lets a flood ask the database more often. */
const askAgainMs = 60_000;

export const maxKeptPerHour = 20;

/** What was neither kept nor logged. */
export type LeftOut = { count: number; sinceMs: number };

type Spending = { hourFromMs: number; kept: number; usedUpUntilMs: number; leftOut: LeftOut | undefined };

export class RefusedBudget {
  readonly #spendings = new Map<string, Spending>();

  /** Whether one more is kept; `count` is asked for those kept since a moment, and not at every call. */
  async hasRoom(accountId: string, nowMs: number, count: (sinceMs: number) => Promise<number>): Promise<boolean> {
    const spending = this.#spendingOf(accountId, nowMs);
    if (nowMs < spending.usedUpUntilMs) return false;
    if (spending.kept >= maxKeptPerHour) spending.usedUpUntilMs = spending.hourFromMs + hourMs;
    else if ((await count(nowMs - hourMs)) >= maxKeptPerHour) spending.usedUpUntilMs = nowMs + askAgainMs;
    else return true;
    return false;
  }

  isKnownUsedUp(accountId: string, nowMs: number): boolean {
    return nowMs < (this.#spendings.get(accountId)?.usedUpUntilMs ?? 0);
  }

  /** One was kept. Tells once what was left out before it. */
  spend(accountId: string, nowMs: number): LeftOut | undefined {
    const spending = this.#spendingOf(accountId, nowMs);
    spending.kept += 1;
    const { leftOut } = spending;
    spending.leftOut = undefined;
    return leftOut;
  }

  /** One was not. True for the first since the last that was kept. */
  leaveOut(accountId: string, nowMs: number): boolean {
    const spending = this.#spendingOf(accountId, nowMs);
    spending.leftOut ??= { count: 0, sinceMs: nowMs };
    spending.leftOut.count += 1;
    return spending.leftOut.count === 1;
  }

  #spendingOf(accountId: string, nowMs: number): Spending {
    const known = this.#spendings.get(accountId) ?? {
      hourFromMs: nowMs,
      kept: 0,
      usedUpUntilMs: 0,
      leftOut: undefined,
    };
    if (nowMs >= known.hourFromMs + hourMs) Object.assign(known, { hourFromMs: nowMs, kept: 0 });
    this.#spendings.set(accountId, known);
    return known;
  }
}
