// Asks Alipay how a payment stands. Positive, verified answers count like a notification; all others change nothing.
import type { PaymentDocument } from "./payment-document.ts";

export type ConfirmByQueryInput = { paymentId: string; requestId: string };
/** queried: false when a query ran a moment ago or nothing is left to ask. */
export type ConfirmByQueryResult = { payment: PaymentDocument; queried: boolean };
