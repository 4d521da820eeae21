// What the relay needs from whoever carries out one kind of outbox row.
import type { Db } from "../store/store.ts";
import type { OutboxTable } from "../store/tables/outbox.ts";

export type HandlerResult =
  | { kind: "done" }
  /** Try again later; `why` is kept for the owner. Without `retryAfterMs` the handler's own schedule. */
  | { kind: "retry"; why: string; retryAfterMs?: number | undefined }
  /** Nothing to do any more: a later event made it wrong. */
  | { kind: "skipped"; why: string }
  /** Set aside, with an incident that the handler opened, until a person sends it on. Later rows of its payment wait. */
  | { kind: "parked"; why: string }
  /** Trying again can't help; a person has to look. */
  | { kind: "dead"; why: string };

export type Handler = {
  /** Carries the row out. At least once on the wire, so it must be harmless when repeated. Never rejects for expected trouble. */
  handle(row: OutboxTable): Promise<HandlerResult>;
  /** How long to wait after this try failed, ms. `give_up`: the row is dead. */
  afterFailure(row: OutboxTable, nowMs: number): Promise<number | "give_up">;
  /** How long one attempt may take; another process may take the row over afterwards. */
  leaseMs: number;
  /** Harmless on a ledger that was restored from a back-up and does not know what happened since: it asks, or tells the owner. */
  worksInRecovery?: true;
  /** Rows of one site that this process has in hand at a time, so that a slow site leaves room for others. Absent: any number. */
  perSite?: number;
  /** Called when a row dies, in the unit of work that marks it. */
  onDead?(db: Db, row: OutboxTable, why: string): Promise<void>;
};
