// single_trade_query: the trade as Alipay sees it.
import type { GatewayReply } from "../../wire/gateway-request.ts";
import { type Refusal, refuse } from "../../world/refusal.ts";
import type { MapiCall } from "../mapi-call.ts";
import { signedReply } from "../signed-reply.ts";
import { tradeFields } from "../trade-fields.ts";

export function queryTrade(call: MapiCall): GatewayReply | Refusal {
  const { fields, partner, simulation } = call;
  const trade = simulation.trades.find(partner.partner, {
    tradeNo: fields.get("trade_no"),
    outTradeNo: fields.get("out_trade_no"),
  });
  if (trade === undefined) {
    return refuse("TRADE_NOT_EXIST", "没有这个单号的交易。", "There is no trade under this number.");
  }
  return signedReply(call, "trade", tradeFields(simulation, trade));
}
