// Several units of work in one transaction: one commit, and one statement for what each of them says. No unit can undo another:
// a group in which a unit fails is undone as a whole, that unit then runs in a transaction of its own, and the others in
// another one without it. A unit's answer comes after the commit in which its own writes stand.
import { atEndOfTurn } from "../platform/next-turn.ts";
import { repeat } from "../platform/real-time.ts";
import type { Db } from "./db.ts";
import { TransactionOver } from "./stopping-driver.ts";
import { shareAmongUnits } from "./together.ts";

/** Waits for nothing but the database, and has no effects besides it: it may run more than once. */
export type UnitOfWork<T> = (db: Db) => Promise<T>;

export type GroupLimits = {
  /** How many groups may be under way at one time. */
  readonly atOnce: number;
  /** How many units a group has at most. More make its transaction longer, and each unit a little cheaper. */
  readonly full: number;
};

export type GroupCommitOptions = {
  /** All or nothing; tries again what the database wants to be tried again. */
  inTransaction<T>(work: UnitOfWork<T>): Promise<T>;
  /** What `inTransaction` tries again by itself, with all units. */
  isRetryable(error: unknown): boolean;
  groups: GroupLimits;
  /** A group that takes longer waits for somebody's lock, and holds up nobody else. */
  heldUpMs: number;
  /** Told how many units failed of a group, or made it fail. */
  onSpoiled(units: number): void;
};

type Waiting = { key: string; work: UnitOfWork<unknown>; settle: Settle };
type Settle = { resolve(value: unknown): void; reject(error: unknown): void };

export class GroupCommit {
  readonly #o: GroupCommitOptions;
  readonly #waiting: Waiting[] = [];
  readonly #keysAtWork = new Set<string>();
  #groups = 0;
  #isPlanned = false;

  constructor(options: GroupCommitOptions) {
    this.#o = options;
  }

  /** Units of one key never share a group, and run in the order in which they came. Throws what the unit throws. */
  run<T>(key: string, work: UnitOfWork<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ key, work, settle: { resolve: resolve as Settle["resolve"], reject } });
      this.#plan();
    });
  }

  /**
   * Beside another group only a full one begins: the database would be as long at work for a few, and a moment later there are more.
   */
  #plan(): void {
    const fewest = this.#groups === 0 ? 1 : this.#o.groups.full;
    if (this.#isPlanned || this.#waiting.length < fewest) return;
    this.#isPlanned = true;
    this.#beginWhenComplete();
  }

  /** A crowd's requests arrive over some turns of the event loop: a group begins when it is full, or when a turn has brought no more. */
  #beginWhenComplete(): void {
    const known = this.#waiting.length;
    atEndOfTurn(() => {
      const now = this.#waiting.length;
      if (now > known && now < this.#o.groups.full) return this.#beginWhenComplete();
      this.#isPlanned = false;
      this.#begin();
    });
  }

  #begin(): void {
    const group = this.#groups < this.#o.groups.atOnce ? this.#take() : [];
    if (group.length === 0) return;
    this.#groups += 1;
    const stopLooking = repeat(this.#o.heldUpMs, () => this.#begin());
    void this.#carryOut(group).finally(() => {
      stopLooking();
      this.#groups -= 1;
      for (const { key } of group) this.#keysAtWork.delete(key);
      this.#plan();
    });
    this.#plan();
  }

  #take(): Waiting[] {
    const group: Waiting[] = [];
    const left: Waiting[] = [];
    const passed = new Set<string>();
    for (const unit of this.#waiting) {
      const mayGo = group.length < this.#o.groups.full && !this.#keysAtWork.has(unit.key) && !passed.has(unit.key);
      (mayGo ? group : left).push(unit);
      if (mayGo) this.#keysAtWork.add(unit.key);
      else passed.add(unit.key);
    }
    this.#waiting.splice(0, this.#waiting.length, ...left);
    return group;
  }

  async #carryOut(group: readonly Waiting[]): Promise<void> {
    let left = group;
    const alone: Waiting[] = [];
    while (left.length > 1) {
      const failed = await this.#together(left);
      if (failed === undefined) return this.#allAlone(alone);
      this.#o.onSpoiled(failed.size);
      alone.push(...failed);
      left = left.filter((unit) => !failed.has(unit));
    }
    await this.#allAlone([...left, ...alone]);
  }

  async #allAlone(units: readonly Waiting[]): Promise<void> {
    await Promise.all(units.map(({ work, settle }) => this.#o.inTransaction(work).then(settle.resolve, settle.reject)));
  }

  /** Which units failed, or made the group fail, and nothing of the group stands; undefined: all are settled. */
  async #together(group: readonly Waiting[]): Promise<ReadonlySet<Waiting> | undefined> {
    let failed: ReadonlySet<Waiting> = new Set(group);
    let answers: unknown[];
    try {
      answers = await this.#o.inTransaction(async (db) => {
        // Where beginning or committing fails it is everybody's fault.
        failed = new Set(group);
        shareAmongUnits(db);
        const ends = await Promise.allSettled(group.map(({ work }) => work(db)));
        const values = ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
        if (values.length === ends.length) return values;
        const own = group.filter((_, index) => isOwnFailure(ends[index]));
        if (own.length > 0) failed = new Set(own);
        const retryable = ends.find((end) => end.status === "rejected" && this.#o.isRetryable(end.reason));
        throw retryable?.status === "rejected" ? retryable.reason : new UnitsFailed();
      });
    } catch {
      // Whatever it was: each unit is about to find out for itself, and its caller hears of it.
      return failed;
    }
    for (const [index, { settle }] of group.entries()) settle.resolve(answers[index]);
    return undefined;
  }
}

class UnitsFailed extends Error {}

function isOwnFailure(end: PromiseSettledResult<unknown> | undefined): boolean {
  return end?.status === "rejected" && !(end.reason instanceof TransactionOver);
}
