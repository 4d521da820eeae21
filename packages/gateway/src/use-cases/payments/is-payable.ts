// May a buyer (still) go to Alipay with this payment.
import type { PaymentsTable } from "../../store/tables/payments.ts";
import { isAdoptedPayment } from "../legacy/adopted.ts";

/** Unpaid, in time, and begun by us. */
export function isPayable(payment: PaymentsTable, nowMs: number): boolean {
  return payment.state === "unpaid" && nowMs < payment.expiresAtMs && !isAdoptedPayment(payment);
}
