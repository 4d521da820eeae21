// alipay.trade.page.pay and alipay.trade.wap.pay: the browser goes to the cashier; the trade comes into being there.
import type { GatewayReply } from "../../wire/gateway-request.ts";
import { visitOrder } from "../../world/visit-order.ts";
import { openRefusal } from "../open-refusal.ts";
import { bizText, type OpenapiCall } from "../openapi-call.ts";
import type { OpenapiRefusal } from "../openapi-refusal.ts";
import { readOrder } from "../read-order.ts";

export function browserPay(call: OpenapiCall): GatewayReply | OpenapiRefusal {
  const order = readOrder(call);
  if ("code" in order) return order;
  const quitUrl = bizText(call, "quit_url");
  const visited = visitOrder(call.simulation, order, { quitUrl: quitUrl === "" ? undefined : quitUrl });
  if (visited.kind === "refused") return openRefusal(visited.reason);
  return { status: 303, location: `${call.request.origin}/cashier/${visited.visit.token}`, body: "" };
}
