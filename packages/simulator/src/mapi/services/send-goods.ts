// send_goods_confirm_by_platform: the seller says that an escrow trade's goods were sent.
import { beijingTime } from "@dedepay/alipay";
import type { GatewayReply } from "../../wire/gateway-request.ts";
import { type Refusal, refuse } from "../../world/refusal.ts";
import { shipTrade } from "../../world/ship-trade.ts";
import type { MapiCall } from "../mapi-call.ts";
import { signedReply } from "../signed-reply.ts";
import { xmlReply } from "../xml-reply.ts";

export function sendGoods(call: MapiCall): GatewayReply | Refusal {
  const { fields, partner, simulation } = call;
  const trade = simulation.trades.find(partner.partner, { tradeNo: fields.get("trade_no") });
  if (trade === undefined) {
    return refuse("TRADE_NOT_EXIST", "没有这个 trade_no 的交易。", "There is no trade with this trade_no.");
  }
  const shipped = shipTrade(simulation, trade, {
    logisticsName: fields.get("logistics_name") ?? "",
    invoiceNo: fields.get("invoice_no"),
    transportType: fields.get("transport_type") ?? fields.get("create_transport_type") ?? "",
  });
  if (!shipped) {
    return refuse(
      "TRADE_STATUS_NOT_AVAILD",
      `交易状态是 ${trade.status}，不能发货。`,
      `The trade is ${trade.status}; it can't be marked as sent.`,
    );
  }
  if (!simulation.switches.shipReplyDetails) return xmlReply("<is_success>T</is_success>", call.charset);
  return signedReply(call, "tradeBase", [
    ["trade_no", trade.tradeNo],
    ["out_trade_no", trade.order.outTradeNo],
    ["trade_status", trade.status],
    ["last_modified_time", beijingTime(simulation.clock.nowMs())],
  ]);
}
