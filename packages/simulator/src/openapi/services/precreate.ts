// alipay.trade.precreate: a QR code's address. The trade comes into being when somebody scans it.
import { visitOrder } from "../../world/visit-order.ts";
import { openRefusal } from "../open-refusal.ts";
import type { OpenapiCall } from "../openapi-call.ts";
import type { OpenapiRefusal } from "../openapi-refusal.ts";
import { readOrder } from "../read-order.ts";
import { successNode } from "../signed-reply.ts";

/** A code dies after two hours, whatever the time to pay. */
const codeLifeMs = 2 * 3_600_000;

export function precreate(call: OpenapiCall): Record<string, unknown> | OpenapiRefusal {
  const order = readOrder(call);
  if ("code" in order) return order;
  const { simulation } = call;
  const nowMs = simulation.clock.nowMs();
  // The time to pay is counted from this call, not from the scan.
  const byLife = nowMs + order.lifeMs;
  const counted = { ...order, expiresAtMs: Math.min(byLife, order.expiresAtMs ?? byLife) };
  const visited = visitOrder(simulation, counted, { untilMs: nowMs + codeLifeMs });
  if (visited.kind === "refused") return openRefusal(visited.reason);
  const { outTradeNo } = order;
  return successNode({ out_trade_no: outTradeNo, qr_code: `${call.request.origin}/cashier/${visited.visit.token}` });
}
