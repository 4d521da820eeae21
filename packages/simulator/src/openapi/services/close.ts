// alipay.trade.close: the merchant closes a trade which nobody has paid.
import { closeTrade } from "../../world/close-trade.ts";
import { statusAfter } from "../../world/trade-machine.ts";
import { findTrade } from "../find-trade.ts";
import type { OpenapiCall } from "../openapi-call.ts";
import { type OpenapiRefusal, openapiRefuse } from "../openapi-refusal.ts";
import { successNode } from "../signed-reply.ts";

export function close(call: OpenapiCall): Record<string, unknown> | OpenapiRefusal {
  const trade = findTrade(call);
  if ("code" in trade) return trade;
  if (statusAfter(trade.status, "close_unpaid") === undefined) {
    return openapiRefuse("40004", "ACQ.REASON_TRADE_STATUS_INVALID", {
      zh: `交易状态不合法：${trade.status}，只有等待付款的交易能关闭。`,
      en: `The trade is ${trade.status}; only one that waits for payment can be closed.`,
    });
  }
  void closeTrade(call.simulation, trade);
  return successNode({ trade_no: trade.tradeNo, out_trade_no: trade.order.outTradeNo });
}
