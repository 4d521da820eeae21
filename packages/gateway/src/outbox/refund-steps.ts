// Carries out what a refund needs next: its submission where the first try died or has to be repeated, the question what became
// of it, and the end of an operator's day.
import { findRefund } from "../store/refunds.ts";
import type { Db } from "../store/store.ts";
import type { OutboxTable } from "../store/tables/outbox.ts";
import type { Context } from "../use-cases/context.ts";
import { openIncident } from "../use-cases/incidents/open-incident.ts";
import { applyRefundEvent } from "../use-cases/refunds/apply-refund-event.ts";
import { queryRefund } from "../use-cases/refunds/query-refund.ts";
import { submitRefund } from "../use-cases/refunds/submit-refund.ts";
import type { Handler } from "./handler.ts";
import { nextTryInMs, type RetrySchedule } from "./retry-schedule.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const schedule: RetrySchedule = {
  delaysMs: [10_000, 30_000, 2 * minuteMs, 10 * minuteMs, hourMs, 6 * hourMs],
  // Alipay forgets what it can tell of a refund later than this; a person was told long before.
  giveUpAfterMs: 30 * dayMs,
};

function usual(onDead: Handler["onDead"]): Pick<Handler, "afterFailure" | "leaseMs" | "onDead"> {
  return {
    afterFailure: async ({ attempts, createdAtMs }, nowMs) =>
      nextTryInMs(schedule, { tries: attempts, sinceMs: createdAtMs, nowMs }),
    leaseMs: minuteMs,
    ...(onDead === undefined ? {} : { onDead }),
  };
}

export function submitRefundHandler(context: Context): Handler {
  return {
    ...usual((db, row) => tellOwner(context, db, refundIdOf(row))),
    async handle(row) {
      const input = { refundId: refundIdOf(row), requestId: row.id, fromOutbox: true };
      const result = await submitRefund(context, input);
      if (result.kind === "wait") return { kind: "retry", why: "another_refund_just_left", retryAfterMs: result.forMs };
      return { kind: "done" };
    },
  };
}

export function queryRefundHandler(context: Context): Handler {
  return {
    ...usual((db, row) => tellOwner(context, db, refundIdOf(row))),
    worksInRecovery: true,
    async handle(row) {
      const refundId = refundIdOf(row);
      if (await queryRefund(context, { refundId, requestId: row.id })) return { kind: "done" };
      if (context.nowMs() - row.createdAtMs >= dayMs) {
        await context.store.inTransaction((db) => tellOwner(context, db, refundId));
        context.wakeRelay();
      }
      return { kind: "retry", why: "outcome_unknown" };
    },
  };
}

export function operatorTimeHandler(context: Context): Handler {
  return {
    ...usual(undefined),
    worksInRecovery: true,
    async handle(row) {
      await context.store.inTransaction(async (db) => {
        const refund = await findRefund(db, refundIdOf(row));
        if (refund === undefined) return;
        // A page that nobody opened was never at Alipay: nothing can have happened.
        const type = refund.state === "requested" ? "cancelled" : "operator_time_over";
        await applyRefundEvent(context, db, { refund, event: { type }, source: "timer", requestId: row.id });
      });
      context.wakeRelay();
      return { kind: "done" };
    },
  };
}

function refundIdOf(row: OutboxTable): string {
  return (JSON.parse(row.payloadJson) as { refundId: string }).refundId;
}

async function tellOwner(context: Context, db: Db, refundId: string): Promise<void> {
  const refund = await findRefund(db, refundId);
  if (refund === undefined || refund.state === "succeeded" || refund.state === "failed") return;
  await openIncident(context, db, {
    cause: "refund-outcome-unknown",
    group: `${refund.paymentId}:refund-still-unknown:${refund.id}`,
    title: {
      zh: "退款结果超过 24 小时无法确认，金额仍被保留，请到支付宝核对",
      en: "For more than 24 hours a refund's outcome is unknown; its amount stays reserved, look at Alipay",
    },
    paymentId: refund.paymentId,
    accountId: refund.accountId,
    evidence: { refundId: refund.id, requestNo: refund.requestNo, amountFen: Number(refund.amountFen) },
  });
}
