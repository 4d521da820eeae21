// The reply of a v3 call: plain JSON with signed headers; errors have an HTTP status, a code without prefix, no signature.
import { sign } from "node:crypto";
import type { GatewayReply } from "../../wire/gateway-request.ts";
import type { Simulation } from "../../world/simulation.ts";
import type { OpenapiApp } from "../../world/world.ts";
import { certificateSerials } from "../certificate-serials.ts";
import { encryptContent } from "../content-cipher.ts";
import type { OpenapiRefusal } from "../openapi-refusal.ts";

export interface V3ReplyContext {
  simulation: Simulation;
  app: OpenapiApp;
  encrypted: boolean;
  wrongSignature: boolean;
}

/** A success: the node without v2's code and msg. */
export function v3Success(context: V3ReplyContext, node: Readonly<Record<string, unknown>>): GatewayReply {
  const { simulation, app, encrypted, wrongSignature } = context;
  const { code: _code, msg: _msg, ...fields } = node;
  const clear = JSON.stringify(fields);
  const body = encrypted && app.aesKey !== undefined ? encryptContent(Buffer.from(clear, "utf8"), app.aesKey) : clear;
  const timestamp = String(simulation.clock.nowMs());
  const nonce = simulation.random.hex(16);
  const key = simulation.accounts.keys(app).alipayPrivateKey;
  if (key === undefined) throw new Error("the application has no key of Alipay's");
  const text = `${timestamp}\n${nonce}\n${body}${wrongSignature ? " " : ""}\n`;
  const serials = certificateSerials(app);
  return {
    status: 200,
    contentType: encrypted ? "text/plain;charset=utf-8" : "application/json;charset=utf-8",
    headers: {
      "alipay-timestamp": timestamp,
      "alipay-nonce": nonce,
      "alipay-signature": sign("RSA-SHA256", Buffer.from(text, "utf8"), key).toString("base64"),
      "alipay-trace-id": simulation.random.hex(16),
      ...(serials === undefined ? {} : { "alipay-sn": serials.alipay }),
      ...(encrypted ? { "alipay-encrypt-type": "AES" } : {}),
    },
    body,
    ...(body === clear ? {} : { clear }),
  };
}

/** A failure. ACQ codes keep their name; the gateway's own lose their prefix. */
export function v3Failure(simulation: Simulation, refusal: OpenapiRefusal): GatewayReply {
  const code = refusal.code.replace(/^(isv|isp|aop)\./, "");
  const message =
    refusal.echo === undefined ? refusal.detail.zh : `${refusal.detail.zh}，网关生成的验签字符串为：${refusal.echo}`;
  return {
    status: statusOf(simulation, refusal),
    contentType: "application/json;charset=utf-8",
    headers: { "alipay-trace-id": simulation.random.hex(16) },
    body: JSON.stringify({ code, message, links: [] }),
  };
}

function statusOf(simulation: Simulation, refusal: OpenapiRefusal): number {
  if (refusal.code === "isv.invalid-signature") return simulation.switches.v3SignatureStatus;
  switch (refusal.number) {
    case "20000":
      return 500;
    case "20001":
    case "40006":
      return 401;
    case "40005":
      return simulation.switches.v3RateLimitStatus;
    default:
      return 400;
  }
}
