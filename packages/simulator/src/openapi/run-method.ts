// Carries out one OpenAPI method whose caller and content have been read: permission, fields, business. Knows neither of
// the two protocols which bring the call.
import { type OpenapiServiceDefinition, openapiServices } from "@dedepay/alipay";
import type { GatewayReply } from "../wire/gateway-request.ts";
import { checkContract } from "./check-contract.ts";
import type { OpenapiCall } from "./openapi-call.ts";
import { messages, numberOf, type OpenapiRefusal, openapiRefuse } from "./openapi-refusal.ts";
import { checkBusiness } from "./read-business.ts";
import { browserPay } from "./services/browser-pay.ts";
import { handlerOf } from "./services/handlers.ts";

export const appMethod = "alipay.trade.app.pay";
export const browserMethods: ReadonlySet<string> = new Set([
  "alipay.trade.page.pay",
  "alipay.trade.wap.pay",
  appMethod,
]);
/** Where the phone's SDK takes an order string; the gateway itself has no method for it. */
export const appCashierPath = "/cashier/app";

export type MethodResult = { refusal: OpenapiRefusal } | { reply: GatewayReply } | { node: Record<string, unknown> };

/** The node of the reply, the redirect of a browser method, or the refusal. */
export function runMethod(call: OpenapiCall, definition: OpenapiServiceDefinition): MethodResult {
  const fromPhone = call.request.path === appCashierPath;
  if (fromPhone !== (call.method === appMethod)) return { refusal: noMethod(call.method) };
  const refusal = checkContract(call) ?? checkBusiness(definition, call.biz);
  if (refusal !== undefined) return { refusal };
  if (browserMethods.has(call.method)) {
    const result = browserPay(call);
    return "code" in result ? { refusal: result } : { reply: result };
  }
  const handler = handlerOf(call.method);
  if (handler === undefined) return { refusal: noMethod(call.method) };
  const node = handler(call);
  return isRefusal(node) ? { refusal: node } : { node };
}

function isRefusal(value: object): value is OpenapiRefusal {
  return "number" in value && "detail" in value;
}

/** The registry entry of a method. */
export function methodDefinition(method: string): OpenapiServiceDefinition | undefined {
  const services: Readonly<Record<string, OpenapiServiceDefinition>> = openapiServices;
  return Object.hasOwn(services, method) ? services[method] : undefined;
}

/** The method which v3 has under a path, and the HTTP method it wants. */
export function methodAt(path: string): OpenapiServiceDefinition | undefined {
  return Object.values<OpenapiServiceDefinition>(openapiServices).find(({ v3 }) => v3?.path === path);
}

export function noMethod(method: string): OpenapiRefusal {
  return openapiRefuse("40002", "isv.invalid-method", {
    zh: `没有名为 ${method.slice(0, 80)} 的接口，或模拟器没有提供。`,
    en: `There is no method ${method.slice(0, 80)}, or the simulator does not serve it.`,
  });
}

/** What a rule wants to be answered. */
export function forcedRefusal(effect: { code: string; number?: string; message?: string }): OpenapiRefusal {
  const number = Object.keys(messages).find((one) => one === effect.number) ?? numberOf(effect.code);
  return openapiRefuse(number as OpenapiRefusal["number"], effect.code, {
    zh: effect.message ?? "模拟器的规则要求返回这个错误。",
    en: effect.message ?? "A rule of the simulator asks for this error.",
  });
}
