// Carries out what the outbox holds. A row is claimed by compare-and-set under a lease, so any number of relays may run,
// and one that is killed loses nothing: its lease runs out and another relay takes the row.
// It knows no kind of row; the handlers do.
import type { Log } from "../platform/log.ts";
import type { Clock, TimerHandle, Timers } from "../platform/platform.ts";
import { claimRow, listDueRows, nextDueMs, settleRow } from "../store/outbox-rows.ts";
import type { Store } from "../store/store.ts";
import type { OutboxTable } from "../store/tables/outbox.ts";
import type { Handler, HandlerResult } from "./handler.ts";

export type RelayOptions = {
  store: Store;
  clock: Clock;
  timers: Timers;
  log: Log;
  handlers: Readonly<Record<string, Handler>>;
  /** Whether the ledger is being recovered: then only what its handler allows is carried out. */
  isRecovering(): Promise<boolean>;
  onSettled?(kind: string, result: HandlerResult["kind"]): void;
  newToken(): string;
  /** How often to look for rows that another process left behind. */
  pollMs: number;
  capacity: number;
};

export class Relay {
  readonly #o: RelayOptions;
  readonly #passes = new Set<Promise<void>>();
  #running = 0;
  #planned: { atMs: number; timer: TimerHandle } | undefined;
  #stopped = true;

  constructor(options: RelayOptions) {
    this.#o = options;
  }

  start(): void {
    this.#stopped = false;
    this.#schedule(0);
  }

  /** Look now rather than at the next poll. */
  wake(): void {
    if (!this.#stopped) this.#schedule(0);
  }

  /** Takes no new rows and waits for those in hand. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#planned?.timer.cancel();
    this.#planned = undefined;
    await Promise.all(this.#passes);
  }

  /** An earlier look that is planned already stands: a call to wake must not be lost to a pass that ends. */
  #schedule(delayMs: number): void {
    const atMs = this.#o.clock.nowMs() + delayMs;
    if (this.#planned !== undefined && this.#planned.atMs <= atMs) return;
    this.#planned?.timer.cancel();
    this.#planned = { atMs, timer: this.#o.timers.after(delayMs, () => this.#tick()) };
  }

  /** The next look is scheduled first: a slow receiver in this pass must not delay the others. */
  async #tick(): Promise<void> {
    this.#planned = undefined;
    if (this.#stopped) return;
    this.#schedule(this.#o.pollMs);
    const pass = this.#pass();
    this.#passes.add(pass);
    try {
      await pass;
    } finally {
      this.#passes.delete(pass);
    }
  }

  async #pass(): Promise<void> {
    try {
      for (;;) {
        const rows = await this.#claim();
        if (rows.length === 0) break;
        await Promise.all(rows.map((row) => this.#carryOut(row)));
        if (this.#stopped) return;
      }
      await this.#scheduleNextDue();
    } catch (error) {
      // The store is down: what we owe is safe in it, and the next poll tries again.
      this.#o.log.error({ error: nameOf(error) }, "outbox pass failed");
    }
  }

  async #scheduleNextDue(): Promise<void> {
    const nowMs = this.#o.clock.nowMs();
    const dueMs = await this.#o.store.run((db) => nextDueMs(db, nowMs));
    if (dueMs === undefined || this.#stopped) return;
    const delayMs = dueMs - nowMs;
    if (delayMs < this.#o.pollMs) this.#schedule(delayMs);
  }

  async #claim(): Promise<OutboxTable[]> {
    const free = this.#o.capacity - this.#running;
    if (free <= 0 || this.#stopped) return [];
    const nowMs = this.#o.clock.nowMs();
    const kinds = await this.#allowedKinds();
    const due = await this.#o.store.run((db) => listDueRows(db, { nowMs, limit: free, kinds }));
    const claimed: OutboxTable[] = [];
    for (const row of due) {
      const handler = this.#o.handlers[row.kind];
      if (handler === undefined) {
        this.#o.log.error({ outboxId: row.id, kind: row.kind }, "no handler for this kind of outbox row");
        continue;
      }
      const lease = { token: this.#o.newToken(), untilMs: nowMs + handler.leaseMs };
      if (!(await this.#o.store.run((db) => claimRow(db, row, lease)))) continue;
      this.#running += 1;
      claimed.push({ ...row, attempts: row.attempts + 1, leaseToken: lease.token, leaseUntilMs: lease.untilMs });
    }
    return claimed;
  }

  /** undefined: all. */
  async #allowedKinds(): Promise<string[] | undefined> {
    if (!(await this.#o.isRecovering())) return undefined;
    const { handlers } = this.#o;
    return Object.keys(handlers).filter((kind) => handlers[kind]?.worksInRecovery === true);
  }

  async #carryOut(row: OutboxTable): Promise<void> {
    try {
      const handler = this.#o.handlers[row.kind];
      if (handler === undefined) return;
      const result = await this.#run(handler, row);
      await this.#settle(handler, row, result);
    } finally {
      this.#running -= 1;
    }
  }

  async #run(handler: Handler, row: OutboxTable): Promise<HandlerResult> {
    try {
      return await handler.handle(row);
    } catch (error) {
      this.#o.log.error({ outboxId: row.id, kind: row.kind, error: nameOf(error) }, "outbox handler failed");
      return { kind: "retry", why: nameOf(error) };
    }
  }

  async #settle(handler: Handler, row: OutboxTable, result: HandlerResult): Promise<void> {
    const nowMs = this.#o.clock.nowMs();
    const token = row.leaseToken ?? "";
    const fields = { outboxId: row.id, kind: row.kind, paymentId: row.paymentId ?? "", attempt: row.attempts };
    const isDead =
      result.kind === "dead" || (result.kind === "retry" && nowMs - row.createdAtMs >= handler.giveUpAfterMs);
    this.#o.onSettled?.(row.kind, isDead ? "dead" : result.kind);
    if (result.kind === "done") {
      await this.#end(row, { token, status: "done", availableAtMs: nowMs, doneAtMs: nowMs });
      this.#o.log.info(fields, "outbox row done");
      return;
    }
    if (result.kind === "parked") {
      await this.#end(row, { token, status: "parked", availableAtMs: nowMs, doneAtMs: null });
      this.#o.log.error({ ...fields, why: result.why }, "outbox row parked for a person");
      return;
    }
    if (result.kind === "dead" || isDead) {
      await handler.onDead?.(row, result.why);
      await this.#end(row, { token, status: "dead", availableAtMs: nowMs, doneAtMs: nowMs });
      this.#o.log.error({ ...fields, why: result.why }, "outbox row given up");
      return;
    }
    const delayMs = result.retryAfterMs ?? handler.backoffMs(row.attempts);
    await this.#end(row, { token, status: "pending", availableAtMs: nowMs + delayMs, doneAtMs: null });
    this.#o.log.warn({ ...fields, why: result.why, retryInMs: delayMs }, "outbox row will be tried again");
  }

  async #end(row: OutboxTable, o: Parameters<typeof settleRow>[2]): Promise<void> {
    const held = await this.#o.store.run((db) => settleRow(db, row.id, o));
    if (!held) this.#o.log.warn({ outboxId: row.id }, "the lease of an outbox row had run out");
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
