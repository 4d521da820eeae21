// alipay.trade.cancel: takes a payment of unknown outcome back, by closing or refunding; without a trade it does nothing.
import { closeTrade } from "../../world/close-trade.ts";
import { refundTrade } from "../../world/refund-trade.ts";
import { bizText, type OpenapiCall } from "../openapi-call.ts";
import type { OpenapiRefusal } from "../openapi-refusal.ts";
import { refundRefusalOf } from "../refund-refusals.ts";
import { successNode } from "../signed-reply.ts";

export function cancel(call: OpenapiCall): Record<string, unknown> | OpenapiRefusal {
  const { simulation, app } = call;
  const outTradeNo = bizText(call, "out_trade_no");
  const trade = simulation.trades.find(app.sellerId, { tradeNo: bizText(call, "trade_no"), outTradeNo });
  if (trade === undefined) return successNode({ out_trade_no: outTradeNo, retry_flag: "N" });
  const done = { trade_no: trade.tradeNo, out_trade_no: trade.order.outTradeNo, retry_flag: "N" };
  if (trade.status === "TRADE_CLOSED") return successNode(done);
  if (trade.paidMs === undefined) {
    void closeTrade(simulation, trade);
    return successNode({ ...done, action: "close" });
  }
  const result = refundTrade(simulation, trade, {
    requestNo: `cancel${trade.order.outTradeNo}`.slice(0, 64),
    amountFen: trade.totalFen - trade.refundedFen,
    reason: "cancel",
  });
  return result.refunded ? successNode({ ...done, action: "refund" }) : refundRefusalOf(result.reason);
}
