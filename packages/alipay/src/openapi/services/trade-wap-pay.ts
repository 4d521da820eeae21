// alipay.trade.wap.pay: the buyer's phone browser goes to Alipay's cashier.
import type { OpenapiServiceDefinition } from "../openapi-service-definition.ts";
import { cashierFields, orderFields } from "./order-fields.ts";

const fields = {
  product_code: { type: "choice", required: true, values: ["QUICK_WAP_WAY"] },
  // Where the cashier sends a buyer who gives up; recent documents ask for it, the gateway does not insist.
  quit_url: { type: "url", maxLength: 400 },
  seller_id: { type: "text", maxLength: 28 },
  auth_token: { type: "text", maxLength: 40, masked: true },
  specified_channel: { type: "choice", values: ["pcredit"] },
} as const;

export const tradeWapPay: OpenapiServiceDefinition<
  "alipay.trade.wap.pay",
  typeof orderFields & typeof cashierFields & typeof fields,
  "browser",
  Record<never, never>
> = {
  name: "alipay.trade.wap.pay",
  protocol: "openapi",
  title: { zh: "手机网站支付", en: "Mobile page pay" },
  product: "wap",
  caller: "browser",
  httpMethod: "GET",
  reply: "page",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  notifyUrlMaxLength: 256,
  returnUrlMaxLength: 256,
  repeatable: true,
  fields: { ...orderFields, ...cashierFields, ...fields },
  groups: [{ rule: "at_most_one", sets: [["enable_pay_channels"], ["disable_pay_channels"]] }],
  replyFields: {},
};
