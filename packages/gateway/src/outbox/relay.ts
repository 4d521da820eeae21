// Carries out what the outbox holds. A row is claimed by compare-and-set under a lease, so any number of relays may run,
// and one that is killed loses nothing: its lease runs out and another relay takes the row.
// It knows no kind of row; the handlers do.
import type { Log } from "../platform/log.ts";
import type { Clock, TimerHandle, Timers } from "../platform/platform.ts";
import { claimRow, listDueRows, nextDueMs, settleRow } from "../store/outbox-rows.ts";
import type { Store } from "../store/store.ts";
import type { OutboxTable } from "../store/tables/outbox.ts";
import type { Handler, HandlerResult } from "./handler.ts";
import { InHand } from "./in-hand.ts";

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
  readonly #inHand: InHand;
  readonly #passes = new Set<Promise<void>>();
  #planned: { atMs: number; timer: TimerHandle } | undefined;
  #stopped = true;

  constructor(options: RelayOptions) {
    this.#o = options;
    this.#inHand = new InHand(options.handlers, options.capacity);
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
    const carried: Promise<void>[] = [];
    try {
      for (const row of await this.#claim()) carried.push(this.#carryOut(row));
      await this.#scheduleNextDue();
    } catch (error) {
      // The store is down: what we owe is safe in it, and the next poll tries again.
      this.#o.log.error({ error: nameOf(error) }, "outbox pass failed");
    }
    await Promise.all(carried);
  }

  async #scheduleNextDue(): Promise<void> {
    const nowMs = this.#o.clock.nowMs();
    const dueMs = await this.#o.store.run((db) => nextDueMs(db, nowMs));
    if (dueMs === undefined || this.#stopped) return;
    const delayMs = dueMs - nowMs;
    if (delayMs < this.#o.pollMs) this.#schedule(delayMs);
  }

  /** As many as there is room for. A site with a long queue fills only its own part of it, so the next sites are looked for. */
  async #claim(): Promise<OutboxTable[]> {
    const claimed: OutboxTable[] = [];
    for (;;) {
      const { free, fullSites } = this.#inHand;
      if (free <= 0 || this.#stopped) return claimed;
      const nowMs = this.#o.clock.nowMs();
      const kinds = await this.#allowedKinds();
      if (kinds.length === 0) return claimed;
      const due = await this.#o.store.run((db) => listDueRows(db, { nowMs, limit: free, kinds, without: fullSites }));
      let asked = 0;
      for (const row of due) {
        if (this.#inHand.isFull(row)) continue;
        asked += 1;
        await this.#claimRow(row, claimed);
      }
      if (due.length < free || asked === 0) return claimed;
    }
  }

  async #claimRow(row: OutboxTable, claimed: OutboxTable[]): Promise<void> {
    const leaseMs = this.#o.handlers[row.kind]?.leaseMs ?? 0;
    const lease = { token: this.#o.newToken(), untilMs: this.#o.clock.nowMs() + leaseMs };
    if (!(await this.#o.store.run((db) => claimRow(db, row, lease)))) return;
    this.#inHand.take(row);
    claimed.push({ ...row, attempts: row.attempts + 1, leaseToken: lease.token, leaseUntilMs: lease.untilMs });
  }

  /** A kind that only a newer process knows waits for that process. */
  async #allowedKinds(): Promise<string[]> {
    const { handlers, isRecovering } = this.#o;
    const kinds = Object.keys(handlers);
    return (await isRecovering()) ? kinds.filter((kind) => handlers[kind]?.worksInRecovery === true) : kinds;
  }

  async #carryOut(row: OutboxTable): Promise<void> {
    try {
      const handler = this.#o.handlers[row.kind];
      if (handler === undefined) return;
      const result = await this.#run(handler, row);
      await this.#settle(handler, row, result);
    } catch (error) {
      // The store is down: the lease runs out, and the row is carried out again.
      this.#o.log.error({ outboxId: row.id, error: nameOf(error) }, "outbox row not settled");
    } finally {
      this.#inHand.put(row);
      // Something may have waited for this one: a later row of its payment, or a row that found no room.
      if (!this.#stopped) this.#schedule(0);
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
    const fields = { outboxId: row.id, kind: row.kind, paymentId: row.paymentId ?? "", attempt: row.attempts };
    if (result.kind === "retry") {
      const usualMs = await handler.afterFailure(row, nowMs);
      if (usualMs === "give_up") return this.#die(handler, row, result.why);
      this.#o.onSettled?.(row.kind, "retry");
      const delayMs = result.retryAfterMs ?? usualMs;
      await this.#end(row, { status: "pending", availableAtMs: nowMs + delayMs, doneAtMs: null });
      this.#o.log.warn({ ...fields, why: result.why, retryInMs: delayMs }, "outbox row will be tried again");
      return;
    }
    if (result.kind === "dead") return this.#die(handler, row, result.why);
    this.#o.onSettled?.(row.kind, result.kind);
    const doneAtMs = result.kind === "parked" ? null : nowMs;
    await this.#end(row, { status: result.kind, availableAtMs: nowMs, doneAtMs });
    if (result.kind === "done") this.#o.log.info(fields, "outbox row done");
    else this.#o.log.warn({ ...fields, why: result.why }, `outbox row ${result.kind}`);
  }

  async #die(handler: Handler, row: OutboxTable, why: string): Promise<void> {
    this.#o.onSettled?.(row.kind, "dead");
    const nowMs = this.#o.clock.nowMs();
    const end = { token: row.leaseToken ?? "", status: "dead", availableAtMs: nowMs, doneAtMs: nowMs } as const;
    await this.#o.store.inTransaction(async (db) => {
      if (await settleRow(db, row.id, end)) await handler.onDead?.(db, row, why);
    });
    this.#o.log.error({ outboxId: row.id, kind: row.kind, why }, "outbox row given up");
    this.wake();
  }

  async #end(row: OutboxTable, o: Omit<Parameters<typeof settleRow>[2], "token">): Promise<void> {
    const end = { ...o, token: row.leaseToken ?? "" };
    const held = await this.#o.store.run((db) => settleRow(db, row.id, end));
    if (!held) this.#o.log.warn({ outboxId: row.id }, "the lease of an outbox row had run out");
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
