// Whether the ledger is a restored one whose gap is not closed yet. It can only begin while no gateway runs, so a process
// which did not see it at its start need not look again; one which did looks until it is over.
import { findMark } from "../../store/marks.ts";
import type { Db, Store } from "../../store/store.ts";

export type RecoveryMark = {
  /** State of the ledger that is known for certain. */
  backupAtMs: number;
  restoredAtMs: number;
  /** When a gateway planned the questions. */
  begunAtMs?: number;
  /** When a person ended it. */
  endedAtMs?: number;
};

export async function readRecovery(db: Db): Promise<RecoveryMark | undefined> {
  const mark = await findMark(db, "recovery");
  return mark === undefined ? undefined : (mark.detail as RecoveryMark);
}

export class RecoveryWatch {
  readonly #store: Store;
  #seen: RecoveryMark | undefined;

  private constructor(store: Store, seen: RecoveryMark | undefined) {
    this.#store = store;
    this.#seen = seen;
  }

  static async open(store: Store): Promise<RecoveryWatch> {
    return new RecoveryWatch(store, await store.run(readRecovery));
  }

  /** As of the last look; for code inside a unit of work. */
  get isOn(): boolean {
    return this.#seen !== undefined && this.#seen.endedAtMs === undefined;
  }

  /** Since when Alipay is asked for what the restored ledger does not know; undefined: this ledger was never restored. */
  get begunAtMs(): number | undefined {
    return this.#seen?.begunAtMs;
  }

  /** Looks again where it was on. */
  async look(): Promise<boolean> {
    if (this.isOn) this.#seen = await this.#store.run(readRecovery);
    return this.isOn;
  }
}
