// A page as an answer: never stored, no referrer to the shop.
import type { GatewayReply } from "../wire/gateway-request.ts";

export function htmlReply(body: string, status = 200): GatewayReply {
  return {
    status,
    contentType: "text/html; charset=utf-8",
    headers: { "cache-control": "no-store", "referrer-policy": "no-referrer" },
    body,
  };
}
