// Virtual goods that a buyer paid into escrow: marks them as shipped at Alipay, so that the buyer can confirm, unless their
// site has chosen to ship by itself.
// Never hands anything out itself: that waits for Alipay's word that the money is the seller's.
import { findAttempt } from "../store/attempts.ts";
import { updatePayment } from "../store/payments.ts";
import { shipsAutomatically } from "../store/sites.ts";
import type { OutboxTable } from "../store/tables/outbox.ts";
import type { Context } from "../use-cases/context.ts";
import { openIncident } from "../use-cases/incidents/open-incident.ts";
import { applyEvent } from "../use-cases/payments/apply-event.ts";
import { loadPayment } from "../use-cases/payments/load-payment.ts";
import { queryNow } from "../use-cases/queries/query-schedule.ts";
import { leaveToSeller } from "../use-cases/shipping/leave-to-seller.ts";
import type { Handler, HandlerResult } from "./handler.ts";
import { nextTryInMs, type RetrySchedule } from "./retry-schedule.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const schedule: RetrySchedule = {
  delaysMs: [5000, 15_000, minuteMs, 5 * minuteMs, 15 * minuteMs, hourMs],
  // The seller's time to ship at Alipay is counted in days; a person must hear of it well before its end.
  giveUpAfterMs: 24 * hourMs,
};

export function shipVirtualHandler(context: Context): Handler {
  return {
    handle: (row) => ship(context, row),
    afterFailure: async ({ attempts, createdAtMs }, nowMs) =>
      nextTryInMs(schedule, { tries: attempts, sinceMs: createdAtMs, nowMs }),
    leaseMs: minuteMs,
    onDead: (db, row, why) =>
      openIncident(context, db, {
        cause: "virtual-goods-not-shipped",
        group: `${row.paymentId ?? ""}:virtual-goods-not-shipped`,
        title: {
          zh: "无法在支付宝为虚拟商品自动发货，请到支付宝手动确认发货",
          en: "Virtual goods could not be marked as shipped at Alipay; do it there by hand",
        },
        paymentId: row.paymentId ?? undefined,
        evidence: { outboxId: row.id, why },
      }),
  };
}

async function ship(context: Context, row: OutboxTable): Promise<HandlerResult> {
  const { attemptId } = JSON.parse(row.payloadJson) as { attemptId: string };
  const paymentId = row.paymentId ?? "";
  const { payment, account } = await context.store.run((db) => loadPayment(db, paymentId));
  // Shipped or finished meanwhile, by a person or an earlier try whose answer was lost.
  if (payment.state !== "escrow_paid") return { kind: "done" };
  if (await leftToSeller(context, row, attemptId)) return { kind: "skipped", why: "auto_ship_off" };
  const attempt = await context.store.run((db) => findAttempt(db, attemptId));
  if (attempt === undefined || attempt.tradeNo === null) return { kind: "retry", why: "trade_no_unknown" };
  const answer = await context.channel.ship(account, {
    tradeNo: attempt.tradeNo,
    logisticsName: "虚拟商品",
    transportType: "DIRECT",
  });
  await context.store.inTransaction(async (db) => {
    if (answer.kind === "accepted") {
      await applyEvent(context, db, {
        payment: (await loadPayment(db, paymentId)).payment,
        event: { type: "shipment_accepted", attemptId },
        source: "outbox",
        detail: { attemptId, outboxId: row.id },
        requestId: row.id,
      });
    }
    await queryNow(context, db, paymentId);
  });
  context.wakeQueries();
  if (answer.kind === "accepted") return { kind: "done" };
  return { kind: "retry", why: answer.error.subCode ?? answer.error.code ?? answer.error.kind };
}

/** The setting may have changed since the row was written: what is not shipped yet is then the seller's, too. */
function leftToSeller(context: Context, row: OutboxTable, attemptId: string): Promise<boolean> {
  return context.store.inTransaction(async (db) => {
    const { payment } = await loadPayment(db, row.paymentId ?? "");
    if (payment.state !== "escrow_paid" || (await shipsAutomatically(db, payment.siteId))) return false;
    // A new version: whatever moves the payment at the same time is carried out before this or sees it.
    const held = await updatePayment(db, payment, {});
    await leaveToSeller(context, db, { payment: held, sequence: row.sequence, attemptId });
    return true;
  });
}
