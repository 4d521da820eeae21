// OpenAPI v2's JSON reply: the node, its signature over the raw text of the node, encrypted where the call was.
import { type Charset, encodeText } from "@dedepay/alipay";
import type { GatewayReply } from "../wire/gateway-request.ts";
import type { Simulation } from "../world/simulation.ts";
import type { OpenapiApp } from "../world/world.ts";
import { certificateSerials } from "./certificate-serials.ts";
import { encryptContent } from "./content-cipher.ts";
import { messages, type OpenapiRefusal } from "./openapi-refusal.ts";
import { type OpenapiSignType, openapiSign } from "./signed-text.ts";

export interface ReplyContext {
  simulation: Simulation;
  /** Undefined where no key can be chosen: the reply goes out unsigned. */
  app: OpenapiApp | undefined;
  signType: OpenapiSignType;
  charset: Charset;
  method: string;
  encrypted: boolean;
  /** A rule asks for a signature which does not hold. */
  wrongSignature: boolean;
}

/** The node of a refusal. */
export function refusalNode(refusal: OpenapiRefusal): Record<string, unknown> {
  return {
    code: refusal.number,
    msg: messages[refusal.number],
    sub_code: refusal.code,
    sub_msg:
      refusal.echo === undefined ? refusal.detail.zh : `${refusal.detail.zh}，网关生成的验签字符串为：${refusal.echo}`,
  };
}

/** The node of a success, undefined and empty fields left out. */
export function successNode(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined && value !== "");
  return { code: "10000", msg: messages["10000"], ...Object.fromEntries(kept) };
}

export function jsonReply(context: ReplyContext, node: Readonly<Record<string, unknown>>): GatewayReply {
  const { simulation, app, signType, charset, method, encrypted, wrongSignature } = context;
  const name = /^[\w.]+$/.test(method) ? `${method.replaceAll(".", "_")}_response` : "error_response";
  const clear = JSON.stringify(node);
  const cipher = encrypted && app?.aesKey !== undefined;
  const text = cipher ? JSON.stringify(encryptContent(encodeText(clear, charset).bytes, app.aesKey ?? "")) : clear;
  const parts = [`"${name}":${text}`];
  const privateKey = app === undefined ? undefined : simulation.accounts.keys(app).alipayPrivateKey;
  if (app !== undefined && privateKey !== undefined) {
    const serials = certificateSerials(app);
    if (serials !== undefined) parts.push(`"alipay_cert_sn":"${serials.alipay}"`);
    parts.push(`"sign":"${openapiSign(wrongSignature ? `${text} ` : text, { signType, charset, privateKey })}"`);
  }
  return {
    status: 200,
    contentType: `text/html;charset=${charset === "utf-8" ? "utf-8" : "GBK"}`,
    headers: { trace_id: simulation.random.hex(16) },
    body: encodeText(`{${parts.join(",")}}`, charset).bytes,
    ...(cipher ? { clear } : {}),
  };
}
