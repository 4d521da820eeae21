// close_trade: the merchant closes a trade which nobody has paid. Its own number is called out_order_no here.
import type { GatewayReply } from "../../wire/gateway-request.ts";
import { closeTrade } from "../../world/close-trade.ts";
import { type Refusal, refuse } from "../../world/refusal.ts";
import { statusAfter } from "../../world/trade-machine.ts";
import type { MapiCall } from "../mapi-call.ts";
import { xmlReply } from "../xml-reply.ts";

export function close(call: MapiCall): GatewayReply | Refusal {
  const { fields, partner, simulation } = call;
  const trade = simulation.trades.find(partner.partner, {
    tradeNo: fields.get("trade_no"),
    outTradeNo: fields.get("out_order_no"),
  });
  if (trade === undefined) {
    return refuse("TRADE_NOT_EXIST", "没有这个单号的交易。", "There is no trade under this number.");
  }
  if (statusAfter(trade.status, "close_unpaid") === undefined) {
    return refuse(
      "TRADE_STATUS_NOT_AVAILD",
      `交易状态是 ${trade.status}，只有未付款的交易能关闭。`,
      `The trade is ${trade.status}; only an unpaid one can be closed.`,
    );
  }
  void closeTrade(simulation, trade);
  return xmlReply("<is_success>T</is_success>", call.charset);
}
