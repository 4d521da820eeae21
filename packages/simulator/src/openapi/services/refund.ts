// alipay.trade.refund: money back to the buyer. fund_change=Y only where this very call moved it.
import { beijingTime, formatYuan, parseYuan } from "@dedepay/alipay";
import { refundTrade } from "../../world/refund-trade.ts";
import { buyerFields } from "../buyer-fields.ts";
import { findTrade } from "../find-trade.ts";
import { bizText, type OpenapiCall } from "../openapi-call.ts";
import { type OpenapiRefusal, openapiRefuse } from "../openapi-refusal.ts";
import { refundRefusalOf } from "../refund-refusals.ts";
import { successNode } from "../signed-reply.ts";

export function refund(call: OpenapiCall): Record<string, unknown> | OpenapiRefusal {
  const trade = findTrade(call);
  if ("code" in trade) return trade;
  const amountFen = parseYuan(bizText(call, "refund_amount"), { decimals: "up_to_two" });
  const given = bizText(call, "out_request_no");
  if (given === "" && amountFen !== trade.totalFen) {
    return openapiRefuse("40004", "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", {
      zh: "部分退款必须传 out_request_no。",
      en: "A partial refund needs an out_request_no.",
    });
  }
  const result = refundTrade(call.simulation, trade, {
    requestNo: given === "" ? trade.order.outTradeNo : given,
    amountFen,
    reason: bizText(call, "refund_reason"),
    pendingMs: call.effects.refundPendingMs,
  });
  if (!result.refunded) return refundRefusalOf(result.reason);
  const { moved } = result.refund;
  const { buyerId, logonId } = buyerFields(call.simulation.accounts, trade);
  return successNode({
    trade_no: trade.tradeNo,
    out_trade_no: trade.order.outTradeNo,
    buyer_logon_id: logonId,
    buyer_user_id: buyerId,
    fund_change: moved && !result.repeated ? "Y" : "N",
    // The sum of all refunds of the trade so far, not of this one.
    refund_fee: formatYuan(trade.refundedFen),
    send_back_fee: moved ? formatYuan(result.refund.amountFen) : undefined,
    gmt_refund_pay: moved ? beijingTime(result.refund.atMs) : undefined,
    refund_detail_item_list: moved
      ? [{ fund_channel: "ALIPAYACCOUNT", amount: formatYuan(result.refund.amountFen) }]
      : undefined,
  });
}
