// A person looked at Alipay's console and says what became of a refund which nothing proves. The machine decides whether that
// may be said in its state; the person's word and what it was read from stand in the audit log.
import { DedepayError } from "@dedepay/errors";
import { findRefund } from "../../store/refunds.ts";
import type { Db } from "../../store/store.ts";
import type { RefundsTable } from "../../store/tables/refunds.ts";
import type { Context } from "../context.ts";
import { incidentIsOver } from "../incidents/settle-incident.ts";
import { isoTime } from "../payments/describe-payment.ts";
import { actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { notFound } from "../refusals.ts";
import { applyRefundEvent } from "./apply-refund-event.ts";
import { describeRefund, type RefundDocument } from "./refund-document.ts";

export type SettleRefundInput = ByOwner & {
  refundId: string;
  /** `succeeded`: the money went back. `failed`: it certainly did not, and will not; its amount is free again. */
  as: "succeeded" | "failed";
  /** What it was read from: the number of the record in the console, a date, a screenshot's name. */
  evidence: string;
};

/**
 * Should Alipay prove the contrary later, the refund becomes succeeded with an incident: money that left has left.
 * Throws 1009; 1010 where the machine says no (over already, or it may still happen by itself).
 */
export async function settleRefund(context: Context, input: SettleRefundInput): Promise<RefundDocument> {
  const { refundId, evidence, requestId } = input;
  const after = await context.store.inTransaction(async (db) => {
    const refund = await findRefund(db, refundId);
    if (refund === undefined) throw notFound({ zh: "退款", en: "refund" }, refundId);
    const event = { type: input.as === "succeeded" ? "accepted" : "given_up" } as const;
    const settled = await applyRefundEvent(context, db, { refund, event, source: "owner", requestId });
    if (settled.state === refund.state) throw notNow(refund, input.as);
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "refund.settled",
      subject: refundId,
      before: { state: refund.state },
      after: { state: settled.state, paymentId: refund.paymentId, amountFen: refund.amountFen, evidence },
      requestId,
    });
    await closeIncidents(context, db, { refund, note: evidence });
    return settled;
  });
  context.wakeRelay();
  return describeRefund(after, { publicUrl: context.publicUrl(), nowMs: context.nowMs() });
}

async function closeIncidents(context: Context, db: Db, o: { refund: RefundsTable; note: string }): Promise<void> {
  const { paymentId, id } = o.refund;
  for (const group of [
    `${paymentId}:refund-still-unknown:${id}`,
    `${paymentId}:incident:refund_outcome_unknown:${id}`,
  ]) {
    await incidentIsOver(context, db, { group, note: `已由人确认 · settled by a person: ${o.note}` });
  }
}

function notNow(refund: RefundsTable, as: SettleRefundInput["as"]): DedepayError {
  const until = refund.operatorUntilMs === null ? "" : isoTime(refund.operatorUntilMs);
  if (refund.state === "succeeded" || refund.state === "failed") {
    return new DedepayError(1010, {
      owner: "merchant",
      detail: { zh: `这笔退款已经结束：${refund.state}`, en: `This refund is over already: ${refund.state}` },
      extra: { state: refund.state },
    });
  }
  return new DedepayError(1010, {
    owner: "merchant",
    retry: "backoff",
    detail: {
      zh: `这笔退款（${refund.state}）还可能自己完成，现在不能认定为 ${as}${until === "" ? "" : `；操作员页面有效到 ${until}`}`,
      en: `This refund (${refund.state}) may still happen by itself and can't be called ${as} yet${until === "" ? "" : `; the operator's page is open until ${until}`}`,
    },
    extra: { state: refund.state },
  });
}
