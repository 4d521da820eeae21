// The first thing a gateway does on a restored ledger: everything that may have moved after the back-up was taken counts as
// unknown and is asked about. Harmless when repeated, so a process that dies in it, or a second one, does no harm.
import { putMark } from "../../store/marks.ts";
import { findQuery, putQuery } from "../../store/queries.ts";
import {
  listConcernedPayments,
  listRefundsIn,
  openUnopenedAttempts,
  type RecoveryRange,
} from "../../store/recovery-rows.ts";
import { findRefund } from "../../store/refunds.ts";
import type { Db } from "../../store/store.ts";
import type { Context } from "../context.ts";
import { openIncident } from "../incidents/open-incident.ts";
import { askedStates } from "../queries/query-schedule.ts";
import { applyRefundEvent } from "../refunds/apply-refund-event.ts";
import { type RecoveryMark, readRecovery } from "./recovery-watch.ts";

const dayMs = 24 * 3600 * 1000;
/** Longer than Alipay keeps an unpaid trade, and than most refunds take to be asked for. Older ones are asked before they are refunded. */
const recentMs = 30 * dayMs;
/** Five questions a second: a shop's whole month is asked in minutes, and Alipay's limit for one account is not reached. */
const distanceMs = 200;
const batch = 200;
/** Refunds are few; those that wait to be sent are fewer. */
const mostRefunds = 10_000;

export function rangeOf(mark: RecoveryMark): RecoveryRange {
  return {
    recentSinceMs: mark.backupAtMs - recentMs,
    openStates: askedStates,
    beforeMs: mark.begunAtMs ?? mark.restoredAtMs,
  };
}

/** Does nothing where the ledger was not restored, or recovery has begun. */
export async function beginRecovery(context: Context): Promise<void> {
  const mark = await context.store.run(readRecovery);
  if (mark === undefined || mark.begunAtMs !== undefined) return;
  const begunAtMs = context.nowMs();
  const begun: RecoveryMark = { ...mark, begunAtMs };
  const requestId = context.newId("req");
  await doubtRefunds(context, requestId);
  await context.store.run((db) =>
    openUnopenedAttempts(db, { beforeMs: begunAtMs, openedAtMs: Math.min(mark.backupAtMs, begunAtMs) }),
  );
  const planned = await planQuestions(context, begun);
  await context.store.inTransaction(async (db) => {
    await putMark(db, "recovery", { detail: begun, setAtMs: begunAtMs });
    await openIncident(context, db, {
      cause: "ledger-restored",
      group: `ledger-restored:${mark.restoredAtMs}`,
      title: {
        zh: "账本从备份恢复，恢复模式中：不退款、不发通知给网站，正在向支付宝逐笔查询；完成后请运行 dedepay recovery end",
        en: "The ledger was restored from a back-up: no refunds and no deliveries while Alipay is asked; then run dedepay recovery end",
      },
      evidence: { backupAt: new Date(mark.backupAtMs).toISOString(), payments: planned },
    });
  });
  context.log.warn({ requestId, payments: planned, backupAtMs: mark.backupAtMs }, "recovery begun");
}

/**
 * A refund that waited to be sent may have been sent after the back-up was taken. As unknown it is asked about; only OpenAPI,
 * where the number makes it the same refund, ever sends it again.
 */
async function doubtRefunds(context: Context, requestId: string): Promise<void> {
  const waiting = await context.store.run((db) => listRefundsIn(db, ["requested", "submitted"], mostRefunds));
  for (const { id } of waiting) await context.store.inTransaction((db) => doubt(context, db, { id, requestId }));
}

async function doubt(context: Context, db: Db, o: { id: string; requestId: string }): Promise<void> {
  const refund = await findRefund(db, o.id);
  if (refund === undefined) return;
  const step = { source: "timer", requestId: o.requestId } as const;
  const first = refund.way === "mapi_password" ? ({ type: "page_opened" } as const) : ({ type: "submitted" } as const);
  const sent =
    refund.state === "requested" ? await applyRefundEvent(context, db, { ...step, refund, event: first }) : refund;
  if (sent.state === "submitted")
    await applyRefundEvent(context, db, { ...step, refund: sent, event: { type: "outcome_unknown" } });
}

/** Answers how many payments will be asked about. */
async function planQuestions(context: Context, mark: RecoveryMark): Promise<number> {
  const range = rangeOf(mark);
  const nowMs = context.nowMs();
  let planned = 0;
  let afterId = "";
  for (;;) {
    const payments = await context.store.run((db) => listConcernedPayments(db, range, { afterId, limit: batch }));
    const last = payments.at(-1);
    if (last === undefined) return planned;
    await context.store.inTransaction(async (db) => {
      for (const [index, { id }] of payments.entries()) {
        const nextAtMs = nowMs + (planned + index) * distanceMs;
        const known = await findQuery(db, id);
        const fresh = { paymentId: id, step: 0, firstAtMs: nowMs, lastAtMs: null, unknownSinceMs: null };
        await putQuery(db, { ...(known ?? fresh), nextAtMs });
      }
    });
    planned += payments.length;
    afterId = last.id;
  }
}
