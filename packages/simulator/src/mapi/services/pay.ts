// The four paying services: a trade and the way to its cashier. On a phone the trade may come into being only when the buyer
// confirms (a switch).
import type { GatewayReply } from "../../wire/gateway-request.ts";
import type { OrderContent } from "../../world/open-trade.ts";
import { type Refusal, refuse } from "../../world/refusal.ts";
import type { Simulation } from "../../world/simulation.ts";
import type { Order } from "../../world/trade.ts";
import { visitOrder } from "../../world/visit-order.ts";
import { checkOrder } from "../check-order.ts";
import type { MapiCall } from "../mapi-call.ts";

/** Sends the browser to the cashier. */
export function pay(call: MapiCall): GatewayReply | Refusal {
  const order = checkOrder(call);
  if ("code" in order) return order;
  const { simulation } = call;
  const visited = visitOrder(simulation, order);
  if (visited.kind === "refused") {
    switch (visited.reason) {
      case "content_changed":
        return changedContent(simulation, order, visited.differs);
      case "already_paid":
        return refuse("TRADE_NOT_ALLOWED_PAY", "这笔交易已经付款。", "This trade has been paid.");
      case "closed":
      case "expired":
        return refuse("TRADE_NOT_ALLOWED_PAY", "这笔交易已经关闭。", "This trade is closed.");
    }
  }
  return { status: 303, location: `${call.request.origin}/cashier/${visited.visit.token}`, body: "" };
}

/** Instant payments have a code for each field in their own table of codes. */
function changedContent(simulation: Simulation, order: Order, differs: readonly OrderContent[]): Refusal {
  const { changedContentCode, directChangedContent } = simulation.switches;
  const byField = order.kind === "direct" && directChangedContent === "by_field";
  const fields = differs.join("、");
  return refuse(
    byField ? (fieldCodes[differs[0] ?? "subject"] ?? "TRADE_DATA_NOT_MATCH") : changedContentCode,
    `同一 out_trade_no 已经建过交易，这次的 ${fields} 不同。`,
    `A trade with this out_trade_no exists; ${differs.join(", ")} differ.`,
  );
}

const fieldCodes: Readonly<Partial<Record<OrderContent, string>>> = {
  price: "TRADE_PRICE_NOT_MATCH",
  quantity: "TRADE_QUANTITY_NOT_MATCH",
  total: "TRADE_TOTALFEE_NOT_MATCH",
};
