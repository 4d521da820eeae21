// The registry of OpenAPI services under Alipay's own names.
import { AlipayError } from "../alipay-error.ts";
import type { ServiceParameters } from "../services/service-parameters.ts";
import type { OpenapiReply, OpenapiServiceDefinition } from "./openapi-service-definition.ts";
import { billDownloadUrl } from "./services/bill-download-url.ts";
import { certificateDownload } from "./services/certificate-download.ts";
import { refundQuery } from "./services/refund-query.ts";
import { tradeAppPay } from "./services/trade-app-pay.ts";
import { tradeCancel } from "./services/trade-cancel.ts";
import { tradeClose } from "./services/trade-close.ts";
import { tradeCreate } from "./services/trade-create.ts";
import { tradePagePay } from "./services/trade-page-pay.ts";
import { tradePay } from "./services/trade-pay.ts";
import { tradePrecreate } from "./services/trade-precreate.ts";
import { tradeQuery } from "./services/trade-query.ts";
import { tradeRefund } from "./services/trade-refund.ts";
import { tradeWapPay } from "./services/trade-wap-pay.ts";

/** Every OpenAPI service we know; the types of its parameters and its reply follow from its entry. */
export const openapiServices = {
  "alipay.data.dataservice.bill.downloadurl.query": billDownloadUrl as typeof billDownloadUrl,
  "alipay.open.app.alipaycert.download": certificateDownload as typeof certificateDownload,
  "alipay.trade.app.pay": tradeAppPay as typeof tradeAppPay,
  "alipay.trade.cancel": tradeCancel as typeof tradeCancel,
  "alipay.trade.close": tradeClose as typeof tradeClose,
  "alipay.trade.create": tradeCreate as typeof tradeCreate,
  "alipay.trade.fastpay.refund.query": refundQuery as typeof refundQuery,
  "alipay.trade.page.pay": tradePagePay as typeof tradePagePay,
  "alipay.trade.pay": tradePay as typeof tradePay,
  "alipay.trade.precreate": tradePrecreate as typeof tradePrecreate,
  "alipay.trade.query": tradeQuery as typeof tradeQuery,
  "alipay.trade.refund": tradeRefund as typeof tradeRefund,
  "alipay.trade.wap.pay": tradeWapPay as typeof tradeWapPay,
} as const;

/** Names of all OpenAPI services. */
export type OpenapiServiceName = keyof typeof openapiServices;

/** Parameters of a service of the OpenAPI. */
export type OpenapiParameters<Name extends OpenapiServiceName> = ServiceParameters<(typeof openapiServices)[Name]>;

/** Verified reply of a service of the OpenAPI. */
export type OpenapiReplyOf<Name extends OpenapiServiceName> = OpenapiReply<(typeof openapiServices)[Name]>;

/** Services that a server calls, as opposed to pages and order strings. */
export type OpenapiServerServiceName = {
  [Name in OpenapiServiceName]: (typeof openapiServices)[Name]["caller"] extends "server" ? Name : never;
}[OpenapiServiceName];

/** The registry entry of a name; AlipayError `invalid_argument` where there is none. */
export function findOpenapiService(name: string): OpenapiServiceDefinition {
  const services: { readonly [name: string]: OpenapiServiceDefinition } = openapiServices;
  const service = Object.hasOwn(services, name) ? services[name] : undefined;
  if (service !== undefined) return service;
  throw new AlipayError("invalid_argument", "OpenAPI 没有这个接口 (the OpenAPI has no such service)", {
    violations: [{ field: "method", rule: "unknown_service", value: String(name).slice(0, 80) }],
  });
}
