// A refund as the partner protocol's batch of one item, for the call without and for the page with a password.
import { beijingTime, formatRefundDetail } from "@dedepay/alipay";
import type { RefundCall } from "./protocol-calls.ts";

/** Throws AlipayError `invalid_argument` where the trade number or the reason does not fit. */
export function refundBatch(
  call: RefundCall,
  nowMs: number,
): {
  batch_no: string;
  refund_date: string;
  batch_num: string;
  detail_data: string;
  seller_user_id: string;
} {
  const item = { tradeNo: call.tradeNo ?? "", amountFen: call.amountFen, reason: call.reason };
  return {
    batch_no: call.requestNo,
    refund_date: beijingTime(nowMs),
    seller_user_id: call.sellerId,
    ...formatRefundDetail([item]),
  };
}
