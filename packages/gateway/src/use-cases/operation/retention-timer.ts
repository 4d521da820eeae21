// Purges old rows once a day, slowly: nobody waits for it, and everybody else may write in between.
import type { TimerHandle } from "../../platform/platform.ts";
import type { Context } from "../context.ts";
import { purgeOldRows } from "./purge-old-rows.ts";
import type { Retention } from "./retention.ts";

const hourMs = 3600 * 1000;
const pauseMs = 100;

export class RetentionTimer {
  readonly #context: Context;
  readonly #retention: Retention;
  #timer: TimerHandle | undefined;
  #running: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #stopped = true;

  constructor(context: Context, retention: Retention) {
    this.#context = context;
    this.#retention = retention;
  }

  /** First an hour after the start: a process that is restarted again and again should rather work. */
  start(): void {
    this.#stopped = false;
    this.#schedule(hourMs);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#wake?.();
    await this.#running;
  }

  #schedule(delayMs: number): void {
    this.#timer = this.#context.platform.timers.after(delayMs, async () => {
      if (this.#stopped) return;
      this.#schedule(24 * hourMs);
      // Not waited for: a timer that takes its time must not keep the next one.
      this.#running = this.#purge();
    });
  }

  async #purge(): Promise<void> {
    const { log } = this.#context;
    try {
      const purged = await purgeOldRows(this.#context, {
        retention: this.#retention,
        dryRun: false,
        mayGoOn: () => this.#pause(),
      });
      for (const { kind, deleted, kept } of purged) {
        if (deleted > 0) log.info({ kind, deleted, kept }, "old rows purged");
      }
    } catch (error) {
      // The store is down: the rows are a day older tomorrow.
      log.error({ error: error instanceof Error ? error.name : typeof error }, "old rows could not be purged");
    }
  }

  #pause(): Promise<boolean> {
    if (this.#stopped) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = this.#context.platform.timers.after(pauseMs, async () => resolve(!this.#stopped));
      this.#wake = () => {
        timer.cancel();
        resolve(false);
      };
    });
  }
}
