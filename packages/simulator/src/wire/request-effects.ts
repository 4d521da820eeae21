// What the rules do to one call of a gateway: before it is carried out, and to its answer on the wire.
import type { RuleEffect } from "../world/rule.ts";
import type { GatewayReply, Transport } from "./gateway-request.ts";

export interface RequestEffects {
  code: Extract<RuleEffect, { kind: "code" }> | undefined;
  wrongSignature: boolean;
  lostRequest: boolean;
  refundPendingMs: number | undefined;
  /** The honest answer as it goes out. */
  disturb(reply: GatewayReply): GatewayReply;
}

/** Sums up the effects of all rules which act on a call. */
export function requestEffects(effects: readonly RuleEffect[]): RequestEffects {
  const found: RequestEffects = {
    code: undefined,
    wrongSignature: false,
    lostRequest: false,
    refundPendingMs: undefined,
    disturb: (reply) => reply,
  };
  if (effects.length === 0) return found;
  const transport: Transport = { delayMs: 0, cut: false, bytesPerSecond: undefined };
  let replaced: GatewayReply | undefined;
  for (const effect of effects) {
    if (effect.kind === "code") found.code = effect;
    else if (effect.kind === "wrong_signature") found.wrongSignature = true;
    else if (effect.kind === "refund_pending") found.refundPendingMs = effect.ms;
    else if (effect.kind === "delay") transport.delayMs += effect.ms;
    else if (effect.kind === "slow_bytes") transport.bytesPerSecond = effect.bytesPerSecond;
    else if (effect.kind === "lost_reply") transport.cut = true;
    else if (effect.kind === "lost_request") found.lostRequest = transport.cut = true;
    else if (effect.kind === "garbage") replaced = garbage(effect.text);
    else if (effect.kind === "bad_gateway") replaced = badGateway;
  }
  found.disturb = (reply) => ({ ...(replaced ?? reply), transport });
  return found;
}

function garbage(text = '{"half":"an answer'): GatewayReply {
  return { status: 200, contentType: "text/html;charset=utf-8", body: text };
}

const badGateway: GatewayReply = {
  status: 502,
  contentType: "text/html",
  body: "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n",
};
