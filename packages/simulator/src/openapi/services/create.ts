// alipay.trade.create: a trade at once, for a known buyer who pays it inside the wallet (the cashier here).
import { openTrade } from "../../world/open-trade.ts";
import { openRefusal } from "../open-refusal.ts";
import { bizText, type OpenapiCall } from "../openapi-call.ts";
import { type OpenapiRefusal, openapiRefuse } from "../openapi-refusal.ts";
import { readOrder } from "../read-order.ts";
import { successNode } from "../signed-reply.ts";

export function create(call: OpenapiCall): Record<string, unknown> | OpenapiRefusal {
  const { simulation } = call;
  const order = readOrder(call);
  if ("code" in order) return order;
  const buyerId = bizText(call, "buyer_id");
  if (buyerId !== "" && simulation.accounts.payer(buyerId) === undefined) {
    return openapiRefuse("40004", "ACQ.BUYER_NOT_EXIST", { zh: "没有这个买家。", en: "There is no such buyer." });
  }
  if (buyerId === order.sellerId) {
    return openapiRefuse("40004", "ACQ.BUYER_SELLER_EQUAL", {
      zh: "买家和卖家是同一个账户。",
      en: "Buyer and seller are the same account.",
    });
  }
  const opened = openTrade(simulation, order);
  if (opened.kind === "refused") return openRefusal(opened.reason);
  simulation.visits.open(order, opened.trade);
  return successNode({ out_trade_no: order.outTradeNo, trade_no: opened.trade.tradeNo });
}
