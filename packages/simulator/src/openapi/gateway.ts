// The OpenAPI v2 gateway: examines a call in Alipay's order (application, signature, public fields, method, content,
// permission, fields, business) and answers in the form the caller expects: a GBK page for browsers, JSON for servers.
import { decodeText } from "@dedepay/alipay";
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
import { decryptContent } from "./content-cipher.ts";
import type { OpenapiCall } from "./openapi-call.ts";
import type { OpenapiRefusal } from "./openapi-refusal.ts";
import { readBusiness } from "./read-business.ts";
import {
  browserMethods,
  forcedRefusal,
  type MethodResult,
  methodDefinition,
  noMethod,
  runMethod,
} from "./run-method.ts";
import { jsonReply, type ReplyContext, refusalNode } from "./signed-reply.ts";

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
          explained: simulation.switches.explainErrors,
          signedText: refusal.echo,
        })
      : outcome.reply;
  const reply = effects.disturb(plain);
  simulation.exchanges.note({
    atMs: simulation.clock.nowMs(),
    kind: "call",
    protocol: "openapi",
    service: method === "" ? "(none)" : method,
    account: caller.app?.id,
    outTradeNo: outTradeNoOf(read),
    request: `${request.method} ${request.path}`,
    fields: [...read.fields, ...decrypted(caller, read)],
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

function examine(
  context: ReplyContext,
  request: GatewayRequest,
  o: { read: ReadFields; caller: CallerFinding; effects: RequestEffects },
): MethodResult {
  const { read, caller, effects } = o;
  const { simulation, method } = context;
  const refused = (refusal: OpenapiRefusal): MethodResult => ({ refusal });
  if (caller.refusal !== undefined) return refused(caller.refusal);
  if (caller.app === undefined) throw new Error("a caller without refusal has an application");
  const definition = methodDefinition(method);
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
    method: definition.name,
    effects,
    biz,
  };
  return runMethod(call, definition);
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

/** What encrypted content says, for the log. */
function decrypted({ app }: CallerFinding, { fields, charset }: ReadFields): Array<[string, string]> {
  if (app?.aesKey === undefined || fields.get("encrypt_type") !== "AES") return [];
  const clear = decryptContent(fields.get("biz_content") ?? "", app.aesKey);
  return clear === undefined ? [] : [["biz_content (decrypted)", decodeText(clear, charset).text]];
}

function outTradeNoOf(read: ReadFields): string | undefined {
  return /"out_trade_no"\s*:\s*"([^"\\]{1,64})"/.exec(read.fields.get("biz_content") ?? "")?.[1];
}
