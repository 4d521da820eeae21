// Asks about every payment whose time to be asked has come. Two processes may run it: each round is claimed in the store.
import type { TimerHandle } from "../../platform/platform.ts";
import { listDueQueries, nextQueryMs } from "../../store/queries.ts";
import type { QueriesTable } from "../../store/tables/payments.ts";
import type { Context } from "../context.ts";
import { askAlipay } from "./ask-alipay.ts";

const roundsAtOnce = 8;
/** A row that is due and cannot be asked must not make a loop without a pause. */
const overdueMs = 250;

export class QueryTimer {
  readonly #context: Context;
  readonly #pollMs: number;
  #timer: TimerHandle | undefined;
  #running: Promise<void> | undefined;
  #stopped = true;
  #again = false;

  constructor(context: Context, pollMs: number) {
    this.#context = context;
    this.#pollMs = pollMs;
  }

  start(): void {
    this.#stopped = false;
    this.#schedule(0);
  }

  /** The plan changed: look when the next question is due. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#running === undefined) this.#schedule(0);
    else this.#again = true;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#running;
  }

  #schedule(delayMs: number): void {
    this.#timer?.cancel();
    this.#timer = this.#context.platform.timers.after(delayMs, () => this.#tick());
  }

  async #tick(): Promise<void> {
    if (this.#stopped || this.#running !== undefined) return;
    this.#again = false;
    const round = this.#round();
    this.#running = round.then(() => {});
    const delayMs = await round;
    this.#running = undefined;
    if (!this.#stopped) this.#schedule(this.#again ? 0 : delayMs);
  }

  /** Answers how long to wait for the next one. */
  async #round(): Promise<number> {
    await this.#askDue();
    return this.#untilNextMs();
  }

  async #askDue(): Promise<void> {
    const context = this.#context;
    try {
      const due = await context.store.run((db) => listDueQueries(db, context.nowMs(), roundsAtOnce));
      this.#again ||= due.length === roundsAtOnce;
      const requestId = context.newId("req");
      await Promise.all(due.map((row) => this.#ask(row, requestId)));
    } catch (error) {
      context.log.error(
        { error: error instanceof Error ? error.name : "unknown" },
        "query timer could not read its plan",
      );
    }
  }

  async #ask(plan: QueriesTable, requestId: string): Promise<void> {
    const { paymentId } = plan;
    try {
      await askAlipay(this.#context, { paymentId, plan, requestId });
    } catch (error) {
      // One payment's trouble (a key that does not open, the store) must not keep the others waiting.
      const name = error instanceof Error ? error.name : "unknown";
      this.#context.log.error({ requestId, paymentId, error: name }, "scheduled query failed");
    }
  }

  async #untilNextMs(): Promise<number> {
    try {
      const nextMs = await this.#context.store.run(nextQueryMs);
      if (nextMs === undefined) return this.#pollMs;
      return Math.min(this.#pollMs, Math.max(overdueMs, nextMs - this.#context.nowMs()));
    } catch {
      // Logged by the round before; the store may be back at the next poll.
      return this.#pollMs;
    }
  }
}
