// Reads a payment for its site.
import type { PaymentDocument } from "./payment-document.ts";

/** By id, or by the site's own order number. */
export type GetPaymentInput = { siteId: string } & ({ paymentId: string } | { orderNo: string });
export type GetPaymentResult = PaymentDocument;
