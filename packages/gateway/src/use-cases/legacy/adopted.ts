// What the shop's earlier software began at Alipay, and the gateway takes over. Such an attempt stands there under the order's
// own number, where every attempt of ours has a suffix: that is how it is known.
import type { AttemptsTable } from "../../store/tables/attempts.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import type { PaymentContent } from "../payments/payment-content.ts";

/** The mark in a payment's content, and in the metadata that the site gets back. No order of a site can have it by chance. */
export const adoptedMark = { adopted: "yes" } as const;

/** Its trade was not opened by us: what it said to Alipay is not known, so it is never opened again. */
export function isAdoptedAttempt(payment: PaymentsTable, attempt: AttemptsTable): boolean {
  return attempt.outTradeNo === payment.orderNo;
}

/** Nobody has asked us for this payment yet: it has no pay page and no end of its own. A replacement makes it a usual one. */
export function isAdoptedPayment(payment: PaymentsTable): boolean {
  return (JSON.parse(payment.contentJson) as PaymentContent)["adopted"] === adoptedMark.adopted;
}
