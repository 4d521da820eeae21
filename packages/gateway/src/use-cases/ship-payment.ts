// Tells Alipay that an escrow payment's goods are on their way.
import type { PaymentDocument } from "./payment-document.ts";

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
