// A site that fetched a delivery says what came of it, in the words with which it would have answered the webhook.
import { assertNever } from "../../assert-never.ts";
import { keepTry } from "../../outbox/keep-try.ts";
import type { DeliveryOutcome } from "../../outbox/site-adapter.ts";
import { siteRefusal } from "../../outbox/site-refusal.ts";
import { findOutboxRow, settleUnleased } from "../../store/outbox-rows.ts";
import { StaleVersion } from "../../store/store.ts";
import type { Context } from "../context.ts";
import { notFound } from "../refusals.ts";

export type AcknowledgeDeliveryInput = {
  siteId: string;
  deliveryId: string;
  /** The HTTP status that its webhook would have answered. */
  httpStatus: number;
  /** One word; where the status is 409 or 422 it tells the owner what is wrong. */
  outcome?: string;
  /** What a broken fulfilment was about to change; kept with the try. */
  interruption?: Readonly<Record<string, unknown>>;
  requestId: string;
};

export type AcknowledgeDeliveryResult = { id: string; status: "done" | "pending" | "parked" };

const againMs = 600_000;
const mostExcerpt = 500;

/** Acknowledged before is fine. Throws 1009 (not a delivery of this site). */
export async function acknowledgeDelivery(
  context: Context,
  input: AcknowledgeDeliveryInput,
): Promise<AcknowledgeDeliveryResult> {
  const { siteId, deliveryId: id } = input;
  const status = await context.store.inTransaction(async (db) => {
    const row = await findOutboxRow(db, id);
    if (row === undefined || row.siteId !== siteId || row.kind !== "webhook") {
      throw notFound({ zh: "通知", en: "delivery" }, id);
    }
    if (row.status === "done" || row.status === "parked") return row.status;
    const outcome = outcomeOf(input);
    const nowMs = context.nowMs();
    const next = { ...statusAfter(outcome), doneAtMs: outcome.kind === "acknowledged" ? nowMs : null };
    const availableAtMs = next.status === "pending" ? nowMs + againMs : nowMs;
    if (!(await settleUnleased(db, row, { ...next, availableAtMs }))) throw new StaleVersion(`delivery ${id}`);
    const number = row.attempts + 1;
    await keepTry(context, db, { row: { ...row, attempts: number }, adapter: "fetched", startedAtMs: nowMs, outcome });
    return next.status;
  });
  // The payment's next delivery may go out now.
  context.wakeRelay();
  const { requestId, httpStatus } = input;
  context.log.info({ requestId, siteId, outboxId: id, httpStatus, status }, "fetched delivery answered");
  return { id, status };
}

function outcomeOf({ httpStatus, outcome, interruption }: AcknowledgeDeliveryInput): DeliveryOutcome {
  const words = interruption === undefined ? outcome : JSON.stringify({ outcome, interruption });
  const answer = { httpStatus, ...(words === undefined ? {} : { excerpt: words.slice(0, mostExcerpt) }) };
  if (httpStatus >= 200 && httpStatus < 300)
    return { kind: "acknowledged", receipt: { fetched: true, httpStatus }, answer };
  return siteRefusal(httpStatus, outcome, answer) ?? { kind: "retry", why: `http_${httpStatus}`, answer };
}

function statusAfter(outcome: DeliveryOutcome): { status: "done" | "pending" | "parked" } {
  switch (outcome.kind) {
    case "acknowledged":
      return { status: "done" };
    case "needs_person":
      return { status: "parked" };
    case "retry":
      return { status: "pending" };
    default:
      return assertNever(outcome);
  }
}
