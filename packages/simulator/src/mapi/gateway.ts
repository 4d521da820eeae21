// The old gateway: examines a call in Alipay's order (partner, signature, service and contract, fields, business), lets
// the service answer, and says what went wrong in the form the caller expects: a page for browsers, XML for servers.

import { mapiServices, type ServiceDefinition, validateParameters } from "@dedepay/alipay";
import { errorPage } from "../cashier/error-page.ts";
import type { Explain } from "../explain.ts";
import { fenOf } from "../wire/fen-of.ts";
import type { GatewayReply, GatewayRequest } from "../wire/gateway-request.ts";
import { type ReadFields, readFields } from "../wire/read-fields.ts";
import { replyText } from "../wire/reply-text.ts";
import { type RequestEffects, requestEffects } from "../wire/request-effects.ts";
import type { NewExchange } from "../world/exchange-log.ts";
import { type Refusal, refuse } from "../world/refusal.ts";
import type { RuleOccasion } from "../world/rule.ts";
import type { Simulation } from "../world/simulation.ts";
import { announceError } from "./announce-error.ts";
import { checkCaller, checkPartner } from "./check-caller.ts";
import { checkContract } from "./check-contract.ts";
import { refusalForField } from "./field-codes.ts";
import type { MapiCall } from "./mapi-call.ts";
import { handlerOf } from "./services/handlers.ts";
import { notifyVerify } from "./services/notify-verify.ts";
import { queryTimestamp } from "./services/query-timestamp.ts";
import { formReply } from "./services/refund-query.ts";
import { xmlFailure } from "./xml-reply.ts";

/** What the checks found out, for the log and the error page. */
interface Finding {
  reply: GatewayReply | undefined;
  refusal: Refusal | undefined;
  account: string | undefined;
  signature: NewExchange["signature"];
  signedText: string | undefined;
}

/** Answers one call of the old gateway. */
export async function handleMapi(
  simulation: Simulation,
  request: GatewayRequest,
  explain: Explain,
): Promise<GatewayReply> {
  const read = readFields(request, "_input_charset");
  const service = read.fields.get("service") ?? "";
  const definition = definitionOf(service);
  const effects = requestEffects(simulation.rules.effects(occasionOf(simulation, read)));
  const honest =
    effects.lostRequest || (effects.code !== undefined && effects.code.executed !== true)
      ? untouched
      : examine(simulation, request, { read, service, definition, effects });
  const finding =
    effects.code === undefined ? honest : { ...honest, reply: undefined, refusal: forcedRefusal(effects.code) };
  const { refusal } = finding;
  if (refusal !== undefined && definition?.caller === "browser" && honest.signature === "verified") {
    announceError(simulation, read, refusal.code);
  }
  const explanation = refusal === undefined ? undefined : await explain(request, refusal, finding.signedText);
  const plain = finding.reply ?? failure(simulation, { definition, read, finding, explanation });
  const reply = effects.disturb(plain);
  simulation.exchanges.note({
    atMs: simulation.clock.nowMs(),
    kind: "call",
    protocol: "mapi",
    service: service === "" ? "(none)" : service,
    account: finding.account,
    outTradeNo: read.fields.get("out_trade_no") ?? read.fields.get("out_order_no"),
    request: `${request.method} ${request.path}`,
    fields: read.fields,
    signedText: finding.signedText,
    signature: finding.signature,
    result: refusal?.code ?? "ok",
    reply: replyText(reply),
    explanation: explanation ?? refusal?.detail,
  });
  return reply;
}

/** A call which a rule kept from being looked at. */
const untouched: Finding = {
  reply: undefined,
  refusal: undefined,
  account: undefined,
  signature: "unchecked",
  signedText: undefined,
};

function forcedRefusal(effect: { code: string; message?: string }): Refusal {
  const text = effect.message ?? "模拟器的规则要求返回这个错误。";
  return refuse(effect.code, text, effect.message ?? "A rule of the simulator asks for this error.");
}

/** The order of a call which names a trade by Alipay's number only: shipping, refunds. */
function orderBehind(simulation: Simulation, fields: ReadonlyMap<string, string>): string | undefined {
  const tradeNo = fields.get("trade_no") ?? fields.get("detail_data")?.split("^", 1)[0];
  return tradeNo === undefined ? undefined : simulation.trades.byTradeNo(tradeNo)?.order.outTradeNo;
}

function occasionOf(simulation: Simulation, read: ReadFields): RuleOccasion {
  const { fields } = read;
  const price = fenOf(fields.get("price") ?? "");
  return {
    on: "request",
    protocol: "mapi",
    service: fields.get("service") ?? "",
    account: simulation.accounts.partner(fields.get("partner") ?? "")?.id,
    outTradeNo: fields.get("out_trade_no") ?? fields.get("out_order_no") ?? orderBehind(simulation, fields),
    amountFen:
      fenOf(fields.get("total_fee") ?? "") ??
      (price === undefined ? undefined : price * BigInt(/^\d{1,9}$/.exec(fields.get("quantity") ?? "")?.[0] ?? "1")),
  };
}

function definitionOf(service: string): ServiceDefinition | undefined {
  const services: Readonly<Record<string, ServiceDefinition>> = mapiServices;
  return Object.hasOwn(services, service) ? services[service] : undefined;
}

function examine(
  simulation: Simulation,
  request: GatewayRequest,
  o: { read: ReadFields; service: string; definition: ServiceDefinition | undefined; effects: RequestEffects },
): Finding {
  const { read, service, definition, effects } = o;
  if (definition !== undefined && !definition.signed) return unsigned(simulation, read, service);
  const caller = checkCaller(simulation, read);
  const found = (part: { reply?: GatewayReply; refusal?: Refusal }): Finding => ({
    reply: part.reply,
    refusal: part.refusal,
    account: caller.partner?.id,
    signature: caller.signature,
    signedText: caller.signedText,
  });
  if (!caller.known) return found({ refusal: caller.refusal });
  const handler = handlerOf(service);
  if (definition === undefined || handler === undefined) return found({ refusal: noService(service) });
  const { partner, signType } = caller;
  const call: MapiCall = {
    simulation,
    request,
    fields: read.fields,
    charset: read.charset,
    partner,
    signType,
    service: definition.name,
    effects,
  };
  const refusal = checkContract(call) ?? checkCharset(definition, read) ?? checkFields(call, definition);
  if (refusal !== undefined) return found({ refusal });
  const answer = handler(call);
  return "code" in answer ? found({ refusal: answer }) : found({ reply: answer });
}

function unsigned(simulation: Simulation, read: ReadFields, service: string): Finding {
  const found = { account: undefined, signature: "not_needed", signedText: undefined } as const;
  if (service === "notify_verify") {
    const verdict = notifyVerify(simulation, read);
    return {
      ...found,
      refusal: undefined,
      reply: { status: 200, contentType: "text/plain;charset=utf-8", body: verdict },
    };
  }
  const partner = checkPartner(simulation, read);
  if ("code" in partner) return { ...found, refusal: partner, reply: undefined };
  return { ...found, account: partner.id, refusal: undefined, reply: queryTimestamp(simulation, partner, read) };
}

function noService(service: string): Refusal {
  return service === ""
    ? refuse(
        "ILLEGAL_SERVICE",
        "没有传 service，可能整个请求的参数都丢了。",
        "The service is missing; perhaps all parameters were lost.",
      )
    : refuse(
        "ILLEGAL_SERVICE",
        `没有名为 ${service.slice(0, 60)} 的接口。`,
        `There is no service ${service.slice(0, 60)}.`,
      );
}

/** Some services take one charset only. */
function checkCharset({ name, charsets }: ServiceDefinition, { charset }: ReadFields): Refusal | undefined {
  if (charsets.includes(charset)) return undefined;
  return refuse(
    "ILLEGAL_CHARSET",
    `${name} 只支持 ${charsets.join("、")}。`,
    `${name} takes ${charsets.join(", ")} only.`,
  );
}

const common = new Set(["service", "partner", "_input_charset", "sign", "sign_type", "notify_url", "return_url"]);

/** The first broken field rule. */
function checkFields({ simulation, fields }: MapiCall, definition: ServiceDefinition): Refusal | undefined {
  const { unknownFields } = simulation.switches;
  const own = Object.fromEntries([...fields].filter(([name, value]) => !common.has(name) && value !== ""));
  const [violation] = validateParameters(definition, own).filter(
    ({ rule }) => rule !== "unknown_field" || unknownFields === "refused",
  );
  if (violation !== undefined) return refusalForField(definition.name, violation);
  for (const [name, limit] of [
    ["notify_url", definition.notifyUrlMaxLength],
    ["return_url", definition.returnUrlMaxLength],
  ] as const) {
    const url = fields.get(name) ?? "";
    if (url === "" || limit === undefined) continue;
    if (url.length > limit || !/^https?:\/\//i.test(url) || !URL.canParse(url)) {
      return refuse(
        "ILLEGAL_ARGUMENT",
        `${name} 必须是不超过 ${limit} 个字符的 http(s) 绝对地址。`,
        `${name} must be an absolute http(s) URL of at most ${limit} characters.`,
      );
    }
  }
  return undefined;
}

function failure(
  simulation: Simulation,
  o: {
    definition: ServiceDefinition | undefined;
    read: ReadFields;
    finding: Finding;
    explanation: { zh: string; en: string } | undefined;
  },
): GatewayReply {
  const { refusal, signature, signedText } = o.finding;
  const code = refusal?.code ?? "SYSTEM_ERROR";
  if (o.definition?.reply === "form" && simulation.switches.refundQueryReply === "form") {
    return formReply(`is_success=F&error_code=${code}`);
  }
  if (o.definition?.caller === "server") return xmlFailure(code, o.read.charset);
  return errorPage({
    status: simulation.switches.errorPageStatus,
    code,
    namespace: "mapi",
    detail: refusal?.detail,
    explanation: o.explanation,
    explained: simulation.switches.explainErrors,
    signedText: signature === "wrong" ? signedText : undefined,
  });
}
