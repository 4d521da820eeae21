// The OpenAPI v2 gateway: examines a call in Alipay's order (application, signature, public fields, method, content,
// permission, fields, business) and answers in the form the caller expects: a GBK page for browsers, JSON for servers.
import { openapiServices, type ServiceDefinition } from "@dedepay/alipay";
import { errorPage } from "../cashier/error-page.ts";
import type { Explain } from "../explain.ts";
import { fenOf } from "../wire/fen-of.ts";
import type { GatewayReply, GatewayRequest } from "../wire/gateway-request.ts";
import { type ReadFields, readFields } from "../wire/read-fields.ts";
import { replyText } from "../wire/reply-text.ts";
import { type RequestEffects, requestEffects } from "../wire/request-effects.ts";
import type { RuleOccasion } from "../world/rule.ts";
import type { Simulation } from "../world/simulation.ts";
import { type CallerFinding, checkCaller } from "./check-caller.ts";
import { checkContract } from "./check-contract.ts";
import type { OpenapiCall } from "./openapi-call.ts";
import { messages, numberOf, type OpenapiRefusal, openapiRefuse } from "./openapi-refusal.ts";
import { checkBusiness, readBusiness } from "./read-business.ts";
import { browserPay } from "./services/browser-pay.ts";
import { cancel } from "./services/cancel.ts";
import { close } from "./services/close.ts";
import { counterPay } from "./services/counter-pay.ts";
import { create } from "./services/create.ts";
import { precreate } from "./services/precreate.ts";
import { query } from "./services/query.ts";
import { refund } from "./services/refund.ts";
import { refundQuery } from "./services/refund-query.ts";
import { jsonReply, type ReplyContext, refusalNode } from "./signed-reply.ts";

type Handler = (call: OpenapiCall) => Record<string, unknown> | OpenapiRefusal;

const handlers: Readonly<Record<string, Handler>> = {
  "alipay.trade.cancel": cancel,
  "alipay.trade.create": create,
  "alipay.trade.fastpay.refund.query": refundQuery,
  "alipay.trade.pay": counterPay,
  "alipay.trade.precreate": precreate,
  "alipay.trade.refund": refund,
  "alipay.trade.query": query,
  "alipay.trade.close": close,
};

const browserMethods: ReadonlySet<string> = new Set(["alipay.trade.page.pay", "alipay.trade.wap.pay"]);

interface Outcome {
  reply: GatewayReply;
  refusal: OpenapiRefusal | undefined;
}

/** Answers one call of the v2 gateway. */
export async function handleOpenapi(
  simulation: Simulation,
  request: GatewayRequest,
  explain: Explain,
): Promise<GatewayReply> {
  const read = readFields(request, "charset");
  const method = read.fields.get("method") ?? "";
  const caller = checkCaller(simulation, read);
  const effects = requestEffects(simulation.rules.effects(occasionOf(simulation, caller, read)));
  const outcome = answer(simulation, request, { read, method, caller, effects });
  const { refusal } = outcome;
  const explanation = refusal === undefined ? undefined : await explain(request, refusal, caller.signedText);
  const plain =
    refusal !== undefined && browserMethods.has(method)
      ? errorPage({
          status: simulation.switches.errorPageStatus,
          code: refusal.code.replace(/^isv\./, ""),
          namespace: "openapi",
          detail: refusal.detail,
          explanation,
          signedText: refusal.echo,
        })
      : outcome.reply;
  const reply = effects.disturb(plain);
  simulation.exchanges.note({
    atMs: simulation.clock.nowMs(),
    direction: "received",
    protocol: "openapi",
    service: method === "" ? "(none)" : method,
    account: caller.app?.id,
    outTradeNo: outTradeNoOf(read),
    request: `${request.method} ${request.path}`,
    fields: read.fields,
    signedText: caller.signedText,
    signature: caller.signature,
    result: refusal?.code ?? "ok",
    reply: replyText(reply),
    explanation: explanation ?? refusal?.detail,
  });
  return reply;
}

function answer(
  simulation: Simulation,
  request: GatewayRequest,
  o: { read: ReadFields; method: string; caller: CallerFinding; effects: RequestEffects },
): Outcome {
  const { read, method, caller, effects } = o;
  const encrypted = read.fields.get("encrypt_type") === "AES";
  const context = {
    simulation,
    app: caller.app,
    signType: caller.signType,
    charset: read.charset,
    method,
    encrypted,
    wrongSignature: effects.wrongSignature,
  };
  if (effects.code !== undefined) {
    if (effects.code.executed === true) examine(context, request, { read, caller, effects });
    const forced = forcedRefusal(effects.code);
    return { reply: jsonReply(forcedContext(context, effects.code), refusalNode(forced)), refusal: forced };
  }
  const examined = effects.lostRequest ? { node: {} } : examine(context, request, { read, caller, effects });
  if ("refusal" in examined) {
    return {
      // Only what the business system says is encrypted; the gateway itself speaks plainly.
      reply: jsonReply(
        { ...context, encrypted: encrypted && examined.refusal.number === "40004" },
        refusalNode(examined.refusal),
      ),
      refusal: examined.refusal,
    };
  }
  return { reply: "reply" in examined ? examined.reply : jsonReply(context, examined.node), refusal: undefined };
}

type Examined = { refusal: OpenapiRefusal } | { reply: GatewayReply } | { node: Record<string, unknown> };

function examine(
  context: ReplyContext,
  request: GatewayRequest,
  o: { read: ReadFields; caller: CallerFinding; effects: RequestEffects },
): Examined {
  const { read, caller, effects } = o;
  const { simulation, method } = context;
  const refused = (refusal: OpenapiRefusal): Examined => ({ refusal });
  if (caller.refusal !== undefined) return refused(caller.refusal);
  if (caller.app === undefined) throw new Error("a caller without refusal has an application");
  const definition = definitionOf(method);
  if (definition === undefined) return refused(noMethod(method));
  const business = readBusiness(caller.app, read);
  if (!business.read) return refused(business.refusal);
  const { biz } = business;
  const call: OpenapiCall = {
    simulation,
    request,
    fields: read.fields,
    charset: read.charset,
    app: caller.app,
    signType: caller.signType,
    method,
    effects,
    biz,
  };
  const refusal = checkContract(call) ?? checkBusiness(definition, biz);
  if (refusal !== undefined) return refused(refusal);
  if (browserMethods.has(method)) {
    const result = browserPay(call);
    return "code" in result ? refused(result) : { reply: result };
  }
  const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
  if (handler === undefined) return refused(noMethod(method));
  const node = handler(call);
  return isRefusal(node) ? refused(node) : { node };
}

/** A forced 20000 may come in GBK whatever was asked; without an application nobody could sign. */
function forcedContext(context: ReplyContext, effect: { code: string; gbk?: boolean }): ReplyContext {
  const unsigned = effect.code === "isv.invalid-app-id" || effect.code === "isv.missing-app-id";
  return {
    ...context,
    encrypted: false,
    ...(effect.gbk === true ? { charset: "gbk" } : {}),
    ...(unsigned ? { app: undefined } : {}),
  };
}

function forcedRefusal(effect: { code: string; number?: string; message?: string }): OpenapiRefusal {
  const number = Object.keys(messages).find((one) => one === effect.number) ?? numberOf(effect.code);
  return openapiRefuse(number as OpenapiRefusal["number"], effect.code, {
    zh: effect.message ?? "模拟器的规则要求返回这个错误。",
    en: effect.message ?? "A rule of the simulator asks for this error.",
  });
}

function occasionOf(simulation: Simulation, caller: CallerFinding, read: ReadFields): RuleOccasion {
  const content = read.fields.get("biz_content") ?? "";
  const amount = /"(?:total_amount|refund_amount)"\s*:\s*"?(\d+(?:\.\d+)?)"?/.exec(content)?.[1] ?? "";
  const tradeNo = /"trade_no"\s*:\s*"(\d{16,64})"/.exec(content)?.[1] ?? "";
  return {
    on: "request",
    protocol: "openapi",
    service: read.fields.get("method") ?? "",
    account: caller.app?.id,
    outTradeNo: outTradeNoOf(read) ?? simulation.trades.byTradeNo(tradeNo)?.order.outTradeNo,
    amountFen: fenOf(amount),
  };
}

function isRefusal(value: object): value is OpenapiRefusal {
  return "number" in value && "detail" in value;
}

function definitionOf(method: string): ServiceDefinition | undefined {
  const services: Readonly<Record<string, ServiceDefinition>> = openapiServices;
  return Object.hasOwn(services, method) ? services[method] : undefined;
}

function noMethod(method: string): OpenapiRefusal {
  return openapiRefuse("40002", "isv.invalid-method", {
    zh: `没有名为 ${method.slice(0, 80)} 的接口，或模拟器没有提供。`,
    en: `There is no method ${method.slice(0, 80)}, or the simulator does not serve it.`,
  });
}

function outTradeNoOf(read: ReadFields): string | undefined {
  return /"out_trade_no"\s*:\s*"([^"\\]{1,64})"/.exec(read.fields.get("biz_content") ?? "")?.[1];
}
