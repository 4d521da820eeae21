// alipay.trade.fastpay.refund.query: an unknown number answers 10000 without refund fields, which means not refunded.
import { beijingTime, formatYuan } from "@dedepay/alipay";
import { findTrade } from "../find-trade.ts";
import { bizText, type OpenapiCall } from "../openapi-call.ts";
import type { OpenapiRefusal } from "../openapi-refusal.ts";
import { successNode } from "../signed-reply.ts";

export function refundQuery(call: OpenapiCall): Record<string, unknown> | OpenapiRefusal {
  const trade = findTrade(call);
  if ("code" in trade) return trade;
  const asked = bizText(call, "out_request_no");
  const found = trade.refunds.find((refund) => refund.requestNo === asked && refund.moved);
  if (found === undefined) return successNode({});
  return successNode({
    trade_no: trade.tradeNo,
    out_trade_no: trade.order.outTradeNo,
    out_request_no: found.requestNo,
    refund_reason: found.reason,
    total_amount: formatYuan(trade.totalFen),
    refund_amount: formatYuan(found.amountFen),
    refund_status: "REFUND_SUCCESS",
    gmt_refund_pay: beijingTime(found.atMs),
  });
}
