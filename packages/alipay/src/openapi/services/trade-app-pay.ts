// alipay.trade.app.pay: no call at all, a signed text (orderStr) which the phone's SDK takes unchanged.
import type { OpenapiServiceDefinition } from "../openapi-service-definition.ts";
import { cashierFields, orderFields } from "./order-fields.ts";

const fields = {
  product_code: { type: "choice", values: ["QUICK_MSECURITY_PAY", "CYCLE_PAY_AUTH"] },
  seller_id: { type: "text", maxLength: 28 },
  specified_channel: { type: "text", maxLength: 128 },
} as const;

export const tradeAppPay: OpenapiServiceDefinition<
  "alipay.trade.app.pay",
  typeof orderFields & typeof cashierFields & typeof fields,
  "browser",
  Record<never, never>
> = {
  name: "alipay.trade.app.pay",
  protocol: "openapi",
  title: { zh: "App 支付", en: "In-app pay" },
  product: "app",
  caller: "browser",
  httpMethod: "POST",
  reply: "order_string",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  notifyUrlMaxLength: 256,
  repeatable: true,
  fields: { ...orderFields, ...cashierFields, ...fields },
  groups: [{ rule: "at_most_one", sets: [["enable_pay_channels"], ["disable_pay_channels"]] }],
  replyFields: {},
};
