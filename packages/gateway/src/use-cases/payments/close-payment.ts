// The site does not want the money any more: whatever the buyer has opened at Alipay is closed there, then the payment here.
// Money that comes all the same is late money, reported as such.
import { DedepayError } from "@dedepay/errors";
import type { Context } from "../context.ts";
import { paymentNotFound } from "../refusals.ts";
import { applyEvent } from "./apply-event.ts";
import { describePayment } from "./describe-payment.ts";
import { loadPayment } from "./load-payment.ts";
import type { PaymentDocument } from "./payment-document.ts";
import { isNewlyLive, shutTrades, stillOpen } from "./shut-trades.ts";

export type ClosePaymentInput = { siteId: string; paymentId: string; requestId: string };

/** The closed payment; closed before is fine. Throws 1009, 1010 (paid), and what kept Alipay from closing it (nothing changed then). */
export async function closePayment(context: Context, input: ClosePaymentInput): Promise<PaymentDocument> {
  const { paymentId, requestId } = input;
  const { payment } = await context.store.run((db) => loadPayment(db, paymentId));
  if (payment.siteId !== input.siteId) throw paymentNotFound(paymentId);
  for (let round = 1; ; round += 1) {
    if ((await closeOnce(context, { paymentId, requestId })) === "over") break;
    // Buyers who keep on opening the page while it is being closed are no coincidence any more.
    if (round === mostRounds) throw stillOpen();
  }
  context.wakeRelay();
  const after = await context.store.run((db) => loadPayment(db, paymentId));
  if (after.payment.state !== "closed") throw notUnpaid(after.payment.state);
  return describePayment(after, context.publicUrl());
}

const mostRounds = 3;

/** `again`: somebody left for Alipay after its trades were shut. */
async function closeOnce(
  context: Context,
  { paymentId, requestId }: { paymentId: string; requestId: string },
): Promise<"over" | "again"> {
  const { payment } = await context.store.run((db) => loadPayment(db, paymentId));
  if (payment.state !== "unpaid") return "over";
  const shut = await shutTrades(context, { paymentId, requestId });
  if (shut.kind === "unknown") throw shut.error;
  if (shut.kind === "paid") return "over";
  return context.store.inTransaction(async (db) => {
    const current = await loadPayment(db, paymentId);
    if (current.payment.state !== "unpaid") return "over";
    if (isNewlyLive(current.attempts, shut.attemptIds)) return "again";
    await applyEvent(context, db, {
      payment: current.payment,
      event: { type: "expired" },
      source: "site",
      detail: { closedBy: "site" },
      requestId,
    });
    return "over";
  });
}

/** 1010: it is closed, or the buyer was faster. */
export function notUnpaid(state: string): DedepayError {
  const closed = {
    zh: "这笔支付已经关闭，不能再更换内容；请用新的订单号重新下单",
    en: "This payment is closed and its content can't be replaced any more; make a new one under another order number",
  };
  if (state === "closed") return new DedepayError(1010, { retry: "never", detail: closed, extra: { state } });
  return new DedepayError(1010, {
    retry: "never",
    detail: {
      zh: `这笔支付已收到款项（状态 ${state}），不能关闭或更换；需要时请退款`,
      en: `This payment has its money (${state}) and can't be closed or replaced; refund it if need be`,
    },
    extra: { state },
  });
}
