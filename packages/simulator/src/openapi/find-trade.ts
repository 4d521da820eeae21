// The trade which a call names by trade_no (which wins) or out_trade_no.
import type { Trade } from "../world/trade.ts";
import { bizText, type OpenapiCall } from "./openapi-call.ts";
import { type OpenapiRefusal, openapiRefuse } from "./openapi-refusal.ts";

export function findTrade(call: OpenapiCall): Trade | OpenapiRefusal {
  const tradeNo = bizText(call, "trade_no");
  const outTradeNo = bizText(call, "out_trade_no");
  if (tradeNo === "" && outTradeNo === "") {
    return openapiRefuse("40004", "ACQ.INVALID_PARAMETER", {
      zh: "参数有误：out_trade_no 和 trade_no 至少要有一个。",
      en: "Invalid parameter: one of out_trade_no and trade_no is needed.",
    });
  }
  const trade = call.simulation.trades.find(call.app.sellerId, { tradeNo, outTradeNo });
  if (trade !== undefined) return trade;
  return openapiRefuse("40004", "ACQ.TRADE_NOT_EXIST", {
    zh: "交易不存在（买家还没有打开收银台时也是这样）。",
    en: "There is no such trade (nor is there one before the buyer opens the cashier).",
  });
}
