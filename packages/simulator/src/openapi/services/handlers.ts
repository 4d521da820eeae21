// Who answers which method that a server calls. The type wants an entry for each of the registry's.
import type { OpenapiServerServiceName } from "@dedepay/alipay";
import type { OpenapiCall } from "../openapi-call.ts";
import type { OpenapiRefusal } from "../openapi-refusal.ts";
import { billAddress } from "./bill-address.ts";
import { cancel } from "./cancel.ts";
import { certificateContent } from "./certificate-content.ts";
import { close } from "./close.ts";
import { counterPay } from "./counter-pay.ts";
import { create } from "./create.ts";
import { precreate } from "./precreate.ts";
import { query } from "./query.ts";
import { refund } from "./refund.ts";
import { refundQuery } from "./refund-query.ts";

type Handler = (call: OpenapiCall) => Record<string, unknown> | OpenapiRefusal;

const handlers: Readonly<Record<OpenapiServerServiceName, Handler>> = {
  "alipay.data.dataservice.bill.downloadurl.query": billAddress,
  "alipay.open.app.alipaycert.download": certificateContent,
  "alipay.trade.cancel": cancel,
  "alipay.trade.create": create,
  "alipay.trade.fastpay.refund.query": refundQuery,
  "alipay.trade.pay": counterPay,
  "alipay.trade.precreate": precreate,
  "alipay.trade.refund": refund,
  "alipay.trade.query": query,
  "alipay.trade.close": close,
};

/** The handler of a method; undefined where servers can't call it. */
export function handlerOf(method: string): Handler | undefined {
  const known: Readonly<Record<string, Handler>> = handlers;
  return Object.hasOwn(known, method) ? known[method] : undefined;
}
