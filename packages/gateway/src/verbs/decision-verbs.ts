// What a person may decide where evidence does not come.
import type { Context } from "../use-cases/context.ts";
import { type EndUnknownPaymentInput, endUnknownPayment } from "../use-cases/payments/end-unknown-payment.ts";
import type { PaymentDocument } from "../use-cases/payments/payment-document.ts";
import {
  type ListOpenRefundsInput,
  type ListOpenRefundsResult,
  listOpenRefunds,
} from "../use-cases/refunds/list-open-refunds.ts";
import type { RefundDocument } from "../use-cases/refunds/refund-document.ts";
import { type RefundSurplusInput, refundSurplus } from "../use-cases/refunds/refund-surplus.ts";
import type { RequestRefundResult } from "../use-cases/refunds/request-refund.ts";
import { type SettleRefundInput, settleRefund } from "../use-cases/refunds/settle-refund.ts";

export type DecisionVerbs = {
  listOpenRefunds(input: ListOpenRefundsInput): Promise<ListOpenRefundsResult>;
  settleRefund(input: SettleRefundInput): Promise<RefundDocument>;
  refundSurplus(input: RefundSurplusInput): Promise<RequestRefundResult>;
  endUnknownPayment(input: EndUnknownPaymentInput): Promise<PaymentDocument>;
};

export function decisionVerbs(context: Context): DecisionVerbs {
  return {
    listOpenRefunds: (input) => listOpenRefunds(context, input),
    settleRefund: (input) => settleRefund(context, input),
    refundSurplus: (input) => refundSurplus(context, input),
    endUnknownPayment: (input) => endUnknownPayment(context, input),
  };
}
