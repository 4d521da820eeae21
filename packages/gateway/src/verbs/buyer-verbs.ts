// What a buyer, or the operator who types a refund's password, may ask for with nothing but a link.

import type { Context } from "../use-cases/context.ts";
import { type OpenPaymentInput, type OpenPaymentResult, openPayment } from "../use-cases/payments/open-payment.ts";
import { type ViewPaymentInput, type ViewPaymentResult, viewPayment } from "../use-cases/payments/view-payment.ts";
import { type ViewReturnInput, type ViewReturnResult, viewReturn } from "../use-cases/payments/view-return.ts";
import { type OpenRefundPageInput, openRefundPage, viewRefund } from "../use-cases/refunds/open-refund-page.ts";
import type { RefundDocument } from "../use-cases/refunds/refund-document.ts";

export type BuyerVerbs = {
  openPayment(input: OpenPaymentInput): Promise<OpenPaymentResult>;
  viewPayment(input: ViewPaymentInput): Promise<ViewPaymentResult>;
  viewReturn(input: ViewReturnInput): Promise<ViewReturnResult>;
  viewRefund(refundId: string): Promise<RefundDocument>;
  openRefundPage(input: OpenRefundPageInput): Promise<{ url: string }>;
};

export function buyerVerbs(context: Context): BuyerVerbs {
  return {
    openPayment: (input) => openPayment(context, input),
    viewPayment: (input) => viewPayment(context, input),
    viewReturn: (input) => viewReturn(context, input),
    viewRefund: (refundId) => viewRefund(context, refundId),
    openRefundPage: (input) => openRefundPage(context, input),
  };
}
