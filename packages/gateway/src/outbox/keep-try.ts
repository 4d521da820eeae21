// What came of one try to tell a site, whoever made it: the try, its receipt, and the incident where a person is needed.
import { insertDeliveryReceipt } from "../store/delivery-receipts.ts";
import { insertDeliveryAttempt } from "../store/outbox-rows.ts";
import type { Db } from "../store/store.ts";
import type { OutboxTable } from "../store/tables/outbox.ts";
import type { Context } from "../use-cases/context.ts";
import { openIncident } from "../use-cases/open-incident.ts";
import type { DeliveryOutcome } from "./site-adapter.ts";

/** `row.attempts` is the number of this try. */
export type Try = { row: OutboxTable; adapter: string; startedAtMs: number; outcome: DeliveryOutcome };

export async function keepTry(context: Context, db: Db, { row, adapter, startedAtMs, outcome }: Try): Promise<void> {
  const nowMs = context.nowMs();
  await insertDeliveryAttempt(db, {
    id: context.newId("try"),
    outboxId: row.id,
    number: row.attempts,
    startedAtMs,
    durationMs: nowMs - startedAtMs,
    httpStatus: outcome.answer?.httpStatus ?? null,
    error: outcome.kind === "acknowledged" ? null : outcome.why,
    answerExcerpt: outcome.answer?.excerpt ?? null,
  });
  if (outcome.kind === "acknowledged") {
    await insertDeliveryReceipt(db, {
      id: context.newId("rcp"),
      outboxId: row.id,
      number: row.attempts,
      siteId: row.siteId ?? "",
      paymentId: row.paymentId ?? "",
      adapter,
      receiptJson: JSON.stringify(outcome.receipt ?? {}),
      createdAtMs: nowMs,
    });
  }
  if (outcome.kind === "needs_person") await tellOwner(context, db, { row, outcome });
}

type NeedsPerson = Extract<DeliveryOutcome, { kind: "needs_person" }>;

async function tellOwner(context: Context, db: Db, o: { row: OutboxTable; outcome: NeedsPerson }): Promise<void> {
  const { row, outcome } = o;
  const cause = outcome.cause ?? "delivery-needs-person";
  await openIncident(context, db, {
    cause,
    // Each is somebody's money: two of them must not hide behind one.
    group: `${cause}:${row.paymentId ?? row.siteId ?? ""}`,
    title: outcome.explanation,
    paymentId: row.paymentId ?? undefined,
    evidence: { outboxId: row.id, why: outcome.why },
  });
}
