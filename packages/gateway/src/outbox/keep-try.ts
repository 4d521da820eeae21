// What came of one try to tell a site, whoever made it: the try, its receipt, and the incident where it went wrong for long
// or a person is needed.
import { loadPage } from "@dedepay/errors";
import { deleteDeliveryAttempt, hasOverdueDelivery, insertDeliveryAttempt } from "../store/outbox-rows.ts";
import type { Db } from "../store/store.ts";
import type { OutboxTable } from "../store/tables/outbox.ts";
import type { Context } from "../use-cases/context.ts";
import { isGatewayCause } from "../use-cases/incidents/incident-causes.ts";
import { type IncidentInput, openIncident } from "../use-cases/incidents/open-incident.ts";
import { incidentIsOver } from "../use-cases/incidents/settle-incident.ts";
import { keepReceipt } from "./keep-receipt.ts";
import { type DeliveryOutcome, lostTry } from "./site-adapter.ts";

/** Buyers who paid wait for their goods: the owner hears of it long before we give up. Shorter would report each restart. */
const failingAfterMs = 10 * 60 * 1000;

/** `row.attempts` is the number of this try. `noted`: something was noted of it on the way. */
export type Try = { row: OutboxTable; adapter: string; startedAtMs: number; outcome: DeliveryOutcome; noted?: boolean };

export async function keepTry(
  context: Context,
  db: Db,
  { row, adapter, startedAtMs, outcome, noted }: Try,
): Promise<void> {
  const nowMs = context.nowMs();
  if (noted === true) await deleteDeliveryAttempt(db, row.id, row.attempts);
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
    await keepReceipt(context, db, { row, adapter, receipt: outcome.receipt ?? {} });
    if (row.attempts > 1) await siteIsWell(context, db, row);
  }
  if (outcome.kind === "needs_person") await tellOfPerson(context, db, { row, outcome });
  if (outcome.kind === "retry" && nowMs - row.createdAtMs >= failingAfterMs) {
    await tellOfFailing(context, db, { row, why: outcome.why });
  }
}

/** As if the try had ended here without a word: should the process die, the next one finds what it was about. */
export async function noteTry(
  context: Context,
  db: Db,
  { row, startedAtMs, excerpt }: { row: OutboxTable; startedAtMs: number; excerpt: string },
): Promise<void> {
  await deleteDeliveryAttempt(db, row.id, row.attempts);
  await insertDeliveryAttempt(db, {
    id: context.newId("try"),
    outboxId: row.id,
    number: row.attempts,
    startedAtMs,
    durationMs: context.nowMs() - startedAtMs,
    httpStatus: null,
    error: lostTry,
    answerExcerpt: excerpt,
  });
}

type NeedsPerson = Extract<DeliveryOutcome, { kind: "needs_person" }>;

async function tellOfPerson(context: Context, db: Db, o: { row: OutboxTable; outcome: NeedsPerson }): Promise<void> {
  const { row, outcome } = o;
  const cause = outcome.cause ?? "delivery-needs-person";
  await openIncident(context, db, {
    cause: nameOf(cause),
    // Each is somebody's money: two of them must not hide behind one.
    group: `${cause}:${row.paymentId ?? row.siteId ?? ""}`,
    title: outcome.explanation,
    paymentId: row.paymentId ?? undefined,
    evidence: { deliveryId: row.id, why: outcome.why },
  });
}

/** What an adapter names may be any page of the catalogue; without a page there is nothing to read. */
function nameOf(cause: string): IncidentInput["cause"] {
  if (isGatewayCause(cause)) return cause;
  return loadPage("cause", cause, "zh") === undefined ? "delivery-needs-person" : { catalogue: cause };
}

async function tellOfFailing(context: Context, db: Db, o: { row: OutboxTable; why: string }): Promise<void> {
  const { row, why } = o;
  await openIncident(context, db, {
    cause: "webhook-failing",
    group: failingGroup(row),
    title: {
      zh: `网站已超过 10 分钟没有收下付款结果，最近一次的情况：${why}`,
      en: `For more than 10 minutes the site has not taken what it is owed; the last try ended as ${why}`,
    },
    paymentId: row.paymentId ?? undefined,
    evidence: { deliveryId: row.id, siteId: row.siteId ?? "", attempts: row.attempts, why },
  });
}

/** The site answers again and nothing of it is late any more. */
async function siteIsWell(context: Context, db: Db, row: OutboxTable): Promise<void> {
  const since = { siteId: row.siteId ?? "", createdBeforeMs: context.nowMs() - failingAfterMs, except: row.id };
  if (await hasOverdueDelivery(db, since)) return;
  await incidentIsOver(context, db, { group: failingGroup(row), note: `网站已恢复应答 · the site answers again` });
}

function failingGroup({ siteId }: OutboxTable): string {
  return `webhook-failing:${siteId ?? ""}`;
}
