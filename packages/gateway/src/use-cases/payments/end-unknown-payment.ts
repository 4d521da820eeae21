// A person looked at Alipay's console and says that a payment of unknown outcome was not paid: it ends here, and nobody asks
// any more. Nothing is taken for paid on a person's word; money that comes all the same is late money, reported as such.
import { DedepayError } from "@dedepay/errors";
import { findPayment } from "../../store/payments.ts";
import { findQuery, putQuery } from "../../store/queries.ts";
import type { Context } from "../context.ts";
import { incidentIsOver } from "../incidents/settle-incident.ts";
import { personAfterMs } from "../queries/query-schedule.ts";
import { actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { paymentNotFound } from "../refusals.ts";
import { applyEvent } from "./apply-event.ts";
import { describePayment, isoTime } from "./describe-payment.ts";
import { loadPayment } from "./load-payment.ts";
import type { PaymentDocument } from "./payment-document.ts";

export type EndUnknownPaymentInput = ByOwner & {
  paymentId: string;
  /** What it was read from. */
  evidence: string;
};

/** Throws 1009; 1010 where it has its money or has ended, or where Alipay has not been silent for a day. */
export async function endUnknownPayment(context: Context, input: EndUnknownPaymentInput): Promise<PaymentDocument> {
  const { paymentId, evidence, requestId } = input;
  await context.store.inTransaction(async (db) => {
    const payment = await findPayment(db, paymentId);
    if (payment === undefined) throw paymentNotFound(paymentId);
    const query = await findQuery(db, paymentId);
    const unknownSinceMs = query?.unknownSinceMs ?? null;
    const isLong = unknownSinceMs !== null && context.nowMs() - unknownSinceMs >= personAfterMs;
    if (payment.state !== "unpaid" || query === undefined || !isLong) throw notUnknown(payment.state, unknownSinceMs);
    await putQuery(db, { ...query, nextAtMs: null });
    await applyEvent(context, db, {
      payment,
      event: { type: "expired" },
      source: "owner",
      detail: { closedBy: "owner" },
      requestId,
    });
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "payment.given_up",
      subject: paymentId,
      before: { state: payment.state, unknownSince: isoTime(unknownSinceMs) },
      after: { amountFen: payment.amountFen, evidence },
      requestId,
    });
    const note = `已由人确认未付款 · a person says it was not paid: ${evidence}`;
    await incidentIsOver(context, db, { group: `${paymentId}:outcome-unknown`, note });
  });
  context.wakeRelay();
  const rows = await context.store.run((db) => loadPayment(db, paymentId));
  return describePayment(rows, context.publicUrl());
}

function notUnknown(state: string, unknownSinceMs: number | null): DedepayError {
  const since = unknownSinceMs === null ? null : isoTime(unknownSinceMs);
  return new DedepayError(1010, {
    owner: "merchant",
    detail: {
      zh:
        state === "unpaid"
          ? "支付宝还没有超过 24 小时不给明确答复，请先让网关继续查询，或关闭这笔支付"
          : `这笔支付不是结果未知，状态是 ${state}`,
      en:
        state === "unpaid"
          ? "Alipay has not been without a clear answer for 24 hours; let it be queried, or close the payment"
          : `The outcome of this payment is not unknown: ${state}`,
    },
    extra: { state, unknown_since: since },
  });
}
