// alipay.trade.precreate: a QR code's address. The trade comes into being when somebody scans it.
import { orderRefusal } from "../../world/open-trade.ts";
import { openRefusal } from "../open-refusal.ts";
import type { OpenapiCall } from "../openapi-call.ts";
import type { OpenapiRefusal } from "../openapi-refusal.ts";
import { readOrder } from "../read-order.ts";
import { successNode } from "../signed-reply.ts";

export function precreate(call: OpenapiCall): Record<string, unknown> | OpenapiRefusal {
  const order = readOrder(call);
  if ("code" in order) return order;
  const refused = orderRefusal(call.simulation, order);
  if (refused !== undefined) return openRefusal(refused.reason);
  const visit = call.simulation.visits.open(order, undefined);
  return successNode({ out_trade_no: order.outTradeNo, qr_code: `${call.request.origin}/cashier/${visit.token}` });
}
