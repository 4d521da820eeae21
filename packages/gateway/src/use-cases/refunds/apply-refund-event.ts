// The one place where something happens to a refund: asks the machine, then writes its whole answer (refund, payment, events,
// postings, deliveries, what to do next) in the caller's unit of work. A proven refund is booked in its payment with it.
import { decideRefund, isOpenRefund, proveRefund, type RefundEvent } from "@dedepay/core";
import type { DedepayError } from "@dedepay/errors";
import { insertEvents, insertPostings } from "../../store/ledger.ts";
import { findPayment, updatePayment } from "../../store/payments.ts";
import { giveBackRefundBudget } from "../../store/refund-budgets.ts";
import { listRefunds, type RefundChanges, updateRefund } from "../../store/refunds.ts";
import type { Db } from "../../store/store.ts";
import type { RefundsTable } from "../../store/tables/refunds.ts";
import type { Context } from "../context.ts";
import { incidentIsOver } from "../incidents/settle-incident.ts";
import { applyDecision, type EventSource } from "../payments/apply-event.ts";
import { carryEffects } from "../payments/carry-effects.ts";
import { keepError } from "../payments/last-error.ts";
import { machineOf } from "../payments/payment-machine.ts";
import { paymentNotFound } from "../refusals.ts";
import { refundOf } from "./refund-row.ts";

export type ApplyRefundEventInput = {
  refund: RefundsTable;
  event: RefundEvent;
  /** Cumulative refunds of the trade, where Alipay said them. */
  refundedFen?: bigint | undefined;
  /** Why, where it failed or is unknown. */
  error?: DedepayError | undefined;
  /** Written with it. */
  changes?: RefundChanges;
  source: EventSource;
  requestId: string;
};

/** The refund as it is afterwards. Throws StaleVersion where it changed since it was read; the unit of work is then run again. */
export async function applyRefundEvent(context: Context, db: Db, input: ApplyRefundEventInput): Promise<RefundsTable> {
  const { refund, event, source, requestId } = input;
  const nowMs = context.nowMs();
  let payment = await findPayment(db, refund.paymentId);
  if (payment === undefined) throw paymentNotFound(refund.paymentId);
  let decision = decideRefund(refundOf(refund), event);
  const detail = { refundId: refund.id, amountFen: Number(refund.amountFen), attemptId: refund.attemptId };
  if (event.type === "accepted") {
    const proven = proveRefund({
      payment: machineOf(payment),
      refunds: (await listRefunds(db, payment.id)).map(refundOf),
      refundId: refund.id,
      ...(input.refundedFen === undefined ? {} : { refundedFen: input.refundedFen }),
    });
    decision = proven.refund;
    const applied = await applyDecision(context, db, { payment, decision: proven.payment, source, detail, requestId });
    payment = applied.payment;
  }
  if (decision.kind !== "move") {
    if (decision.kind === "conflict")
      context.log.warn({ requestId, refundId: refund.id, event: event.type, reason: decision.reason }, "refund event");
    return refund;
  }
  // The version orders what is owed for one payment and lets no second refund reserve what this one gives back.
  payment = await updatePayment(db, payment, {});
  const isOver = !isOpenRefund(decision.refund);
  const after = await updateRefund(db, refund, {
    ...input.changes,
    state: decision.refund.state,
    submissions: decision.refund.submissions,
    ...(input.error === undefined ? {} : { lastErrorJson: JSON.stringify(keepError(input.error, nowMs)) }),
    ...(event.type === "accepted" ? { lastErrorJson: null } : {}),
    settledAtMs: isOver ? nowMs : null,
  });
  if (after.state === "failed" && refund.state !== "failed")
    await giveBackRefundBudget(db, { siteId: refund.siteId, day: refund.budgetDay }, refund.amountFen);
  const base = { paymentId: payment.id, createdAtMs: nowMs };
  await insertEvents(
    db,
    payment.id,
    decision.events.map((type) => ({
      ...base,
      id: context.newId("evt"),
      type,
      source,
      detailJson: JSON.stringify({ ...detail, code: input.error?.unified, alipay: input.error?.alipay?.subCode }),
      requestId,
    })),
  );
  await insertPostings(
    db,
    decision.postings.map((posting) => ({
      ...base,
      id: context.newId("pst"),
      uniqueKey: `${refund.paymentId}:${posting.key}`,
      fromAccount: posting.from,
      toAccount: posting.to,
      asset: posting.asset,
      amountFen: posting.amountFen,
    })),
  );
  await carryEffects(context, db, { payment, effects: decision.effects, refund: after });
  if (after.state === "succeeded" && after.sourceAccount === "surplus") await surplusIsBack(context, db, after);
  return after;
}

/** What the owner was asked to decide is decided. */
async function surplusIsBack(context: Context, db: Db, { paymentId, attemptId }: RefundsTable): Promise<void> {
  const note = "已原路退回 · sent back";
  for (const about of ["offer_refund", "incident:surplus", "incident:superseded_attempt_paid"])
    await incidentIsOver(context, db, { group: `${paymentId}:${about}:${attemptId}`, note });
}
