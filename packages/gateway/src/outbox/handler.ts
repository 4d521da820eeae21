// What the relay needs from whoever carries out one kind of outbox row.
import type { OutboxTable } from "../store/tables/outbox.ts";

export type HandlerResult =
  | { kind: "done" }
  /** Try again later; `why` is kept for the owner. */
  | { kind: "retry"; why: string; retryAfterMs?: number | undefined }
  /** Set aside, with an incident that the handler opened, until a person sends it on. Later rows of its payment wait. */
  | { kind: "parked"; why: string }
  /** Trying again can't help; a person has to look. */
  | { kind: "dead"; why: string };

export type Handler = {
  /** Carries the row out. At least once on the wire, so it must be harmless when repeated. Never rejects for expected trouble. */
  handle(row: OutboxTable): Promise<HandlerResult>;
  /** Waiting time after the n-th failed attempt (1, 2, …). */
  backoffMs(attempt: number): number;
  /** After this long without success the row is dead. */
  giveUpAfterMs: number;
  /** How long one attempt may take; another process may take the row over afterwards. */
  leaseMs: number;
  /** Harmless on a ledger that was restored from a back-up and does not know what happened since: it asks, or tells the owner. */
  worksInRecovery?: true;
  /** Called once when a row dies, inside the transaction that marks it. */
  onDead?(row: OutboxTable, why: string): Promise<void>;
};
