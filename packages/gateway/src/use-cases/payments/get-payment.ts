// Reads a payment for its site.
import { findPayment, findPaymentByOrderNo } from "../../store/payments.ts";
import type { Context } from "../context.ts";
import { paymentNotFound } from "../refusals.ts";
import { describePayment } from "./describe-payment.ts";
import { withBelongings } from "./load-payment.ts";
import type { PaymentDocument } from "./payment-document.ts";

/** By id, or by the site's own order number. */
export type GetPaymentInput = { siteId: string } & ({ paymentId: string } | { orderNo: string });
export type GetPaymentResult = PaymentDocument;

/** Throws 1009, also for another site's payment: a site learns nothing about what is not its own. */
export async function getPayment(context: Context, input: GetPaymentInput): Promise<GetPaymentResult> {
  return context.store.run(async (db) => {
    const byId = "paymentId" in input;
    const payment = byId
      ? await findPayment(db, input.paymentId)
      : await findPaymentByOrderNo(db, input.siteId, input.orderNo);
    if (payment === undefined || payment.siteId !== input.siteId) {
      throw paymentNotFound(byId ? input.paymentId : input.orderNo);
    }
    return describePayment(await withBelongings(db, payment), context.publicUrl());
  });
}
