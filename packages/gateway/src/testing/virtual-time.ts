// A clock that stands still until it is moved, with timers that fire only then. For tests and simulation.
import type { Clock, TimerHandle, Timers } from "../platform/platform.ts";

type Entry = { dueMs: number; order: number; task: () => Promise<void> };

export class VirtualTime implements Clock, Timers {
  readonly #settle: (() => Promise<void>) | undefined;
  #nowMs: number;
  #order = 0;
  #entries: Entry[] = [];

  /** `settle`: timers don't wait for each other's end, as in life; between two of them this is waited for. */
  constructor(startMs: number, settle?: () => Promise<void>) {
    this.#nowMs = startMs;
    this.#settle = settle;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, task: () => Promise<void>): TimerHandle {
    const entry = { dueMs: this.#nowMs + Math.max(0, delayMs), order: this.#order++, task };
    this.#entries.push(entry);
    return {
      cancel: () => {
        this.#entries = this.#entries.filter((other) => other !== entry);
      },
    };
  }

  /** Moves on by `ms`, running each timer at its own moment, in order, one after the other; to its end unless told otherwise. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const next = this.#entries
        .filter((e) => e.dueMs <= untilMs)
        .sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0];
      if (next === undefined) break;
      this.#entries = this.#entries.filter((e) => e !== next);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      const run = next.task();
      await (this.#settle === undefined ? run : this.#settle());
    }
    // Another call may have moved on further while a task of this one ran.
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }

  get pendingTimers(): number {
    return this.#entries.length;
  }
}
