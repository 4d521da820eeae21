// Sends a refund to Alipay: written as submitted before the call leaves, so that a crash in between is an unknown outcome and
// not a forgotten one. Refunds of one trade keep three seconds apart.
import type { RefundEvent } from "@dedepay/core";
import type { RefundAnswer } from "../../channel/alipay-channel.ts";
import { alipayFailure } from "../../channel/alipay-failure.ts";
import { findRefund, listRefunds } from "../../store/refunds.ts";
import type { Db } from "../../store/store.ts";
import type { RefundsTable } from "../../store/tables/refunds.ts";
import { learnRefusal } from "../accounts/learn-capability.ts";
import type { Context } from "../context.ts";
import { loadPayment } from "../payments/load-payment.ts";
import { applyRefundEvent } from "./apply-refund-event.ts";
import { refundCallOf } from "./refund-call.ts";
import { refundRequestNo } from "./refund-number.ts";

export type SubmitRefundInput = {
  refundId: string;
  requestId: string;
  /** From the outbox: a refund that stands as submitted was left behind by a process that died. */
  fromOutbox: boolean;
};

/** `wait`: another refund of the trade left a moment ago. `over`: nothing (more) to send. */
export type SubmitRefundResult = { kind: "sent" } | { kind: "over" } | { kind: "wait"; forMs: number };

const distanceMs = 3000;

type Ready = { kind: "ready"; refund: RefundsTable };

export async function submitRefund(context: Context, input: SubmitRefundInput): Promise<SubmitRefundResult> {
  const prepared = await context.store.inTransaction((db) => prepare(context, db, input));
  context.wakeRelay();
  if (prepared.kind !== "ready") return prepared;
  const { refund } = prepared;
  const rows = await context.store.run((db) => loadPayment(db, refund.paymentId));
  const answer = await context.channel.refund(rows.account, refundCallOf(context, rows, refund));
  await recordRefundAnswer(context, { refundId: refund.id, answer, requestId: input.requestId });
  return { kind: "sent" };
}

async function prepare(context: Context, db: Db, input: SubmitRefundInput): Promise<SubmitRefundResult | Ready> {
  const refund = await findRefund(db, input.refundId);
  if (refund === undefined || refund.way === "mapi_password") return { kind: "over" };
  const step = { refund, source: "outbox", requestId: input.requestId } as const;
  if (refund.state === "submitted" && input.fromOutbox) {
    await applyRefundEvent(context, db, { ...step, event: { type: "outcome_unknown" } });
    return { kind: "over" };
  }
  const mayGo = refund.state === "requested" || (refund.state === "unknown" && refund.way === "openapi");
  if (!mayGo) return { kind: "over" };
  const nowMs = context.nowMs();
  const others = (await listRefunds(db, refund.paymentId)).filter((other) => other.attemptId === refund.attemptId);
  const lastMs = Math.max(...others.map((other) => other.lastSentAtMs ?? 0));
  if (nowMs - lastMs < distanceMs) return { kind: "wait", forMs: lastMs + distanceMs - nowMs };
  // A batch number made before midnight is no good after it; this one never left the house.
  const requestNo = refund.state === "requested" ? refundRequestNo(refund.id, refund.way, nowMs) : refund.requestNo;
  const changes = { lastSentAtMs: nowMs, requestNo };
  const sent = await applyRefundEvent(context, db, { ...step, event: { type: "submitted" }, changes });
  return sent.state === "submitted" ? { kind: "ready", refund: sent } : { kind: "over" };
}

/** Writes what Alipay said of a refund that left. */
export async function recordRefundAnswer(
  context: Context,
  o: { refundId: string; answer: RefundAnswer; requestId: string },
): Promise<void> {
  const { answer, requestId } = o;
  context.log.info({ requestId, refundId: o.refundId, answer: answer.kind }, "refund answered");
  await context.store.inTransaction(async (db) => {
    const refund = await findRefund(db, o.refundId);
    if (refund === undefined) throw new Error(`refund ${o.refundId} is gone`);
    const namespace = refund.way === "openapi" ? "openapi" : "mapi";
    if (answer.kind === "refused") await learnRefusal(db, refund.accountId, answer.error);
    await applyRefundEvent(context, db, {
      refund,
      event: { type: eventOf(answer) },
      refundedFen: answer.kind === "succeeded" ? answer.refundedFen : undefined,
      error: "error" in answer ? alipayFailure(answer.error, namespace) : undefined,
      source: "query",
      requestId,
    });
  });
  context.wakeRelay();
  context.wakeQueries();
}

function eventOf(answer: RefundAnswer): RefundEvent["type"] {
  switch (answer.kind) {
    case "succeeded":
      return "accepted";
    case "processing":
      return "processing";
    case "refused":
      return "refused";
    case "absent":
      return "reported_absent";
    case "unknown":
      return "outcome_unknown";
  }
}
