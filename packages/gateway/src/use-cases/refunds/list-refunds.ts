// The refunds of a payment, for its site: ours one by one, and the sum of those that were made by hand at Alipay.
import { listRefunds as readRefunds } from "../../store/refunds.ts";
import type { Context } from "../context.ts";
import { loadPayment } from "../payments/load-payment.ts";
import { machineOf } from "../payments/payment-machine.ts";
import { notFound, paymentNotFound } from "../refusals.ts";
import { describeRefund, type RefundDocument } from "./refund-document.ts";

export type ListRefundsInput = { siteId: string; paymentId: string };
export type ListRefundsResult = {
  data: RefundDocument[];
  refunded_fen: number;
  /** Of it, made outside of this gateway as far as is known today. */
  external_fen: number;
};

/** Throws 1009. */
export async function listRefunds(context: Context, input: ListRefundsInput): Promise<ListRefundsResult> {
  return context.store.run(async (db) => {
    const { payment } = await loadPayment(db, input.paymentId);
    if (payment.siteId !== input.siteId) throw paymentNotFound(input.paymentId);
    const refunds = await readRefunds(db, payment.id);
    const refundedFen = machineOf(payment).facts.trades.reduce((sum, trade) => sum + trade.refundedFen, 0n);
    const oursFen = refunds.filter((one) => one.state === "succeeded").reduce((sum, one) => sum + one.amountFen, 0n);
    const o = { publicUrl: context.publicUrl(), nowMs: context.nowMs() };
    return {
      data: refunds.map((refund) => describeRefund(refund, o)),
      refunded_fen: Number(refundedFen),
      external_fen: Number(refundedFen > oursFen ? refundedFen - oursFen : 0n),
    };
  });
}

/** Throws 1009. */
export async function getRefund(
  context: Context,
  input: ListRefundsInput & { refundId: string },
): Promise<RefundDocument> {
  const { data } = await listRefunds(context, input);
  const refund = data.find((one) => one.id === input.refundId || one.refund_no === input.refundId);
  if (refund === undefined) throw notFound({ zh: "退款", en: "refund" }, input.refundId);
  return refund;
}
