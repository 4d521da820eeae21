// Tells Alipay that an escrow payment's goods are on their way. Alipay's acceptance is no evidence of money: the payment
// becomes the seller's only with what Alipay reports later.
import { DedepayError } from "@dedepay/errors";
import type { ActionAnswer } from "../../channel/alipay-channel.ts";
import { alipayFailure } from "../../channel/alipay-failure.ts";
import { findAttempt } from "../../store/attempts.ts";
import { updatePayment } from "../../store/payments.ts";
import type { AttemptsTable } from "../../store/tables/attempts.ts";
import type { Context } from "../context.ts";
import { applyEvent } from "../payments/apply-event.ts";
import { describePayment, type PaymentRows } from "../payments/describe-payment.ts";
import { keepError } from "../payments/last-error.ts";
import { loadPayment } from "../payments/load-payment.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";
import { queryNow } from "../queries/query-schedule.ts";
import { paymentNotFound } from "../refusals.ts";

export type TransportType = "POST" | "EXPRESS" | "EMS" | "DIRECT";
export type ShipPaymentInput = {
  siteId: string;
  paymentId: string;
  logisticsName: string;
  invoiceNo?: string;
  transportType: TransportType;
  requestId: string;
};
/** pending: Alipay's answer is not known yet (HTTP 202, `payment.last_error` says why); it is being queried. */
export type ShipPaymentResult = { payment: PaymentDocument; pending: boolean };

/** Throws 1009 (not this site's payment), 1010 (nothing to ship, or Alipay's own refusal with its code). */
export async function shipPayment(context: Context, input: ShipPaymentInput): Promise<ShipPaymentResult> {
  const rows = await context.store.run((db) => loadPayment(db, input.paymentId));
  if (rows.payment.siteId !== input.siteId) throw paymentNotFound(input.paymentId);
  const attempt = await shippableAttempt(context, rows);
  const answer = await context.channel.ship(rows.account, {
    tradeNo: attempt.tradeNo,
    logisticsName: input.logisticsName,
    transportType: input.transportType,
    ...(input.invoiceNo === undefined ? {} : { invoiceNo: input.invoiceNo }),
  });
  const { requestId, paymentId } = input;
  context.log.info(
    { requestId, paymentId, attemptId: attempt.row.id, answer: answer.kind },
    "shipment reported to Alipay",
  );
  if (answer.kind === "refused") throw alipayFailure(answer.error, "mapi");
  await recordShipment(context, { rows, attempt: attempt.row, answer, input });
  context.wakeRelay();
  context.wakeQueries();
  const after = await context.store.run((db) => loadPayment(db, input.paymentId));
  return { payment: describePayment(after, context.publicUrl()), pending: answer.kind === "unknown" };
}

async function shippableAttempt(
  context: Context,
  { payment }: PaymentRows,
): Promise<{ row: AttemptsTable; tradeNo: string }> {
  const id = payment.settledAttemptId;
  const row = id === null ? undefined : await context.store.run((db) => findAttempt(db, id));
  const isEscrow = payment.state === "escrow_paid" || payment.state === "escrow_shipped";
  if (isEscrow && row !== undefined && row.tradeNo !== null) return { row, tradeNo: row.tradeNo };
  throw new DedepayError(1010, {
    owner: "site",
    detail: {
      zh: `只有担保交易已付款（escrow_paid）时才能发货，当前状态为 ${payment.state}`,
      en: `Only an escrow payment that is paid (escrow_paid) can be shipped; this one is ${payment.state}`,
    },
    extra: { state: payment.state },
  });
}

type Shipped = { rows: PaymentRows; attempt: AttemptsTable; answer: ActionAnswer; input: ShipPaymentInput };

/** Whatever the answer, Alipay's present state is asked for next. */
async function recordShipment(context: Context, { rows, attempt, answer, input }: Shipped): Promise<void> {
  await context.store.inTransaction(async (db) => {
    const { payment } = await loadPayment(db, rows.payment.id);
    if (answer.kind === "accepted") {
      await applyEvent(context, db, {
        payment,
        event: { type: "shipment_accepted", attemptId: attempt.id },
        source: "site",
        detail: {
          attemptId: attempt.id,
          logisticsName: input.logisticsName,
          invoiceNo: input.invoiceNo,
          transportType: input.transportType,
        },
        requestId: input.requestId,
      });
    } else if (payment.state === "escrow_paid") {
      const lastErrorJson = JSON.stringify(keepError(alipayFailure(answer.error, "mapi"), context.nowMs()));
      await updatePayment(db, payment, { lastErrorJson });
    }
    await queryNow(context, db, payment.id);
  });
}
