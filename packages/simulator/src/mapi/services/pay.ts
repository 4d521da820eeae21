// The four paying services: a trade and the way to its cashier. On a phone the trade may come into being only when the buyer
// confirms (a switch).
import type { GatewayReply } from "../../wire/gateway-request.ts";
import { openTrade, orderRefusal } from "../../world/open-trade.ts";
import { type Refusal, refuse } from "../../world/refusal.ts";
import { checkOrder } from "../check-order.ts";
import type { MapiCall } from "../mapi-call.ts";

/** Sends the browser to the cashier. */
export function pay(call: MapiCall): GatewayReply | Refusal {
  const order = checkOrder(call);
  if ("code" in order) return order;
  const { simulation } = call;
  const late = order.product === "wap" && simulation.switches.wapTradeCreated === "confirmed";
  const opened = late
    ? (orderRefusal(simulation, order) ?? { kind: "opened", trade: undefined })
    : openTrade(simulation, order);
  if (opened.kind === "refused") {
    switch (opened.reason) {
      case "content_changed":
        return refuse(
          simulation.switches.changedContentCode,
          "同一 out_trade_no 已经建过交易，这次的金额、标题、描述或接口不同。",
          "A trade with this out_trade_no exists and its amount, subject, body or service is another.",
        );
      case "already_paid":
        return refuse("TRADE_NOT_ALLOWED_PAY", "这笔交易已经付款。", "This trade has been paid.");
      case "closed":
      case "expired":
        return refuse("TRADE_NOT_ALLOWED_PAY", "这笔交易已经关闭。", "This trade is closed.");
    }
  }
  const visit = simulation.visits.open(order, opened.trade);
  return { status: 303, location: `${call.request.origin}/cashier/${visit.token}`, body: "" };
}
