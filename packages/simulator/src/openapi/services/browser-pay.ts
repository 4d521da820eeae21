// alipay.trade.page.pay and alipay.trade.wap.pay: the browser goes to the cashier; the trade comes into being there.
import type { GatewayReply } from "../../wire/gateway-request.ts";
import { orderRefusal } from "../../world/open-trade.ts";
import { openRefusal } from "../open-refusal.ts";
import { bizText, type OpenapiCall } from "../openapi-call.ts";
import type { OpenapiRefusal } from "../openapi-refusal.ts";
import { readOrder } from "../read-order.ts";

export function browserPay(call: OpenapiCall): GatewayReply | OpenapiRefusal {
  const order = readOrder(call);
  if ("code" in order) return order;
  const refused = orderRefusal(call.simulation, order);
  if (refused !== undefined) return openRefusal(refused.reason);
  const quitUrl = bizText(call, "quit_url");
  const visit = call.simulation.visits.open(order, undefined, quitUrl === "" ? undefined : quitUrl);
  return { status: 303, location: `${call.request.origin}/cashier/${visit.token}`, body: "" };
}
