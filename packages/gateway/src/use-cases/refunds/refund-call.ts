// What Alipay is told of one refund.
import { readSettings } from "../../channel/account-settings.ts";
import type { RefundCall } from "../../channel/protocol-calls.ts";
import type { RefundsTable } from "../../store/tables/refunds.ts";
import { notifyUrlOf } from "../accounts/describe-account.ts";
import type { Context } from "../context.ts";
import type { PaymentRows } from "../payments/describe-payment.ts";

export function refundCallOf(context: Context, rows: PaymentRows, refund: RefundsTable): RefundCall {
  const attempt = rows.attempts.find((one) => one.id === refund.attemptId);
  if (attempt === undefined) throw new Error(`refund ${refund.id} names a missing attempt`);
  return {
    outTradeNo: attempt.outTradeNo,
    tradeNo: attempt.tradeNo,
    requestNo: refund.requestNo,
    amountFen: refund.amountFen,
    reason: refund.reason,
    sellerId: readSettings(rows.account.settingsJson).sellerId ?? rows.account.identity,
    notifyUrl: notifyUrlOf(context.publicUrl(), rows.account.id),
  };
}
