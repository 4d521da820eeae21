// HTTP v3 of the OpenAPI: real paths and verbs, JSON bodies, the same methods behind as in v2.
import type { OpenapiServiceDefinition } from "@dedepay/alipay";
import type { Explain } from "../../explain.ts";
import { fenOf } from "../../wire/fen-of.ts";
import type { GatewayReply, GatewayRequest } from "../../wire/gateway-request.ts";
import { replyText } from "../../wire/reply-text.ts";
import { type RequestEffects, requestEffects } from "../../wire/request-effects.ts";
import type { Simulation } from "../../world/simulation.ts";
import { decryptContent } from "../content-cipher.ts";
import type { OpenapiCall } from "../openapi-call.ts";
import { type OpenapiRefusal, openapiRefuse } from "../openapi-refusal.ts";
import { type Business, type BusinessResult, parseBusiness } from "../read-business.ts";
import { forcedRefusal, type MethodResult, methodAt, noMethod, runMethod } from "../run-method.ts";
import { checkV3Caller, type V3Caller } from "./check-v3-caller.ts";
import { v3Failure, v3Success } from "./v3-reply.ts";

/** Answers one v3 call. */
export async function handleV3(
  simulation: Simulation,
  request: GatewayRequest,
  explain: Explain,
): Promise<GatewayReply> {
  const definition = methodAt(request.path);
  const caller = checkV3Caller(simulation, request);
  const encrypted = request.header("alipay-encrypt-type") === "AES";
  const business = readContent(caller, request, encrypted);
  const biz = business.read ? business.biz : {};
  const service = definition?.name ?? request.path.slice(0, 120);
  const effects = requestEffects(
    simulation.rules.effects({
      on: "request",
      protocol: "openapi",
      service,
      account: caller.app?.id,
      outTradeNo: textOf(biz, "out_trade_no"),
      amountFen: fenOf(textOf(biz, "total_amount") ?? textOf(biz, "refund_amount") ?? ""),
    }),
  );
  const result = answer(simulation, request, { caller, definition, business, effects });
  const refusal = "refusal" in result ? result.refusal : undefined;
  const { app } = caller;
  const plain =
    "node" in result && app !== undefined
      ? v3Success({ simulation, app, encrypted, wrongSignature: effects.wrongSignature }, result.node)
      : v3Failure(simulation, refusal ?? noMethod(service));
  const reply = effects.disturb(plain);
  const explanation = refusal === undefined ? undefined : await explain(request, refusal, caller.signedText);
  simulation.exchanges.note({
    atMs: simulation.clock.nowMs(),
    kind: "call",
    protocol: "openapi",
    service: `v3 ${service}`,
    account: app?.id,
    outTradeNo: textOf(biz, "out_trade_no"),
    request: `${request.method} ${request.path}`,
    fields: new Map(
      Object.entries(biz).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
    ),
    signedText: caller.signedText,
    signature: caller.signature,
    result: refusal?.code ?? "ok",
    reply: replyText(reply),
    explanation: explanation ?? refusal?.detail,
  });
  return reply;
}

interface Read {
  caller: V3Caller;
  definition: OpenapiServiceDefinition | undefined;
  business: BusinessResult;
  effects: RequestEffects;
}

function answer(simulation: Simulation, request: GatewayRequest, o: Read): MethodResult {
  const { effects } = o;
  if (effects.code !== undefined) {
    if (effects.code.executed === true) examine(simulation, request, o);
    return { refusal: forcedRefusal(effects.code) };
  }
  if (effects.lostRequest) return { node: {} };
  return examine(simulation, request, o);
}

function examine(simulation: Simulation, request: GatewayRequest, o: Read): MethodResult {
  const { caller, definition, business, effects } = o;
  if (definition === undefined) return { refusal: noMethod(request.path) };
  if (definition.v3?.httpMethod !== request.method) {
    return {
      refusal: openapiRefuse("40002", "isv.invalid-http-method", {
        zh: `${request.path} 要用 ${definition.v3?.httpMethod}。`,
        en: `${request.path} wants ${definition.v3?.httpMethod}.`,
      }),
    };
  }
  if (caller.refusal !== undefined) return { refusal: caller.refusal };
  if (caller.app === undefined) throw new Error("a caller without refusal has an application");
  if (!business.read) return { refusal: business.refusal };
  const { notify_url: notifyUrl, return_url: returnUrl, ...biz } = business.biz;
  const fields = new Map<string, string>();
  if (typeof notifyUrl === "string") fields.set("notify_url", notifyUrl);
  if (typeof returnUrl === "string") fields.set("return_url", returnUrl);
  const call: OpenapiCall = {
    simulation,
    request,
    fields,
    charset: "utf-8",
    app: caller.app,
    signType: "RSA2",
    method: definition.name,
    effects,
    biz,
  };
  return runMethod(call, definition);
}

function readContent(caller: V3Caller, request: GatewayRequest, encrypted: boolean): BusinessResult {
  if (request.method === "GET") {
    return { read: true, biz: Object.fromEntries(new URLSearchParams(request.rawQuery)) };
  }
  if (!encrypted) return parseBusiness(request.body.toString("utf8"));
  const key = caller.app?.aesKey;
  const clear = key === undefined ? undefined : decryptContent(request.body.toString("latin1"), key);
  if (clear !== undefined) return parseBusiness(clear.toString("utf8"));
  const code = key === undefined ? "isv.missing-encrypt-key" : "isv.invalid-encrypt";
  const refusal: OpenapiRefusal = openapiRefuse(key === undefined ? "40001" : "40002", code, {
    zh: key === undefined ? "应用没有配置 AES 密钥。" : "正文用应用的 AES 密钥解不开。",
    en: key === undefined ? "The application has no AES key." : "The body can't be decrypted with the AES key.",
  });
  return { read: false, refusal };
}

function textOf(biz: Business, name: string): string | undefined {
  const value = biz[name];
  return typeof value === "string" ? value : undefined;
}
