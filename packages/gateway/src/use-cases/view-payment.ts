// What the buyer's self-updating page asks for. Settles nothing; may cause one query per payment per few seconds.
import type { BuyerView } from "./buyer-view.ts";

export type ViewPaymentInput = { paymentId: string; requestId: string };
export type ViewPaymentResult = BuyerView;
