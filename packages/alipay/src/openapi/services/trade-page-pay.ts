// alipay.trade.page.pay: the buyer's desktop browser goes to Alipay's cashier.
import type { OpenapiServiceDefinition } from "../openapi-service-definition.ts";
import { cashierFields, orderFields } from "./order-fields.ts";

const fields = {
  product_code: { type: "choice", required: true, values: ["FAST_INSTANT_TRADE_PAY"] },
  // 0, 1, 3 and 4 are frames of different sizes inside the merchant's page, 2 is a page of Alipay's own.
  qr_pay_mode: { type: "choice", values: ["0", "1", "2", "3", "4"] },
  qrcode_width: { type: "integer", min: 1, max: 9999 },
  integration_type: { type: "choice", values: ["PCWEB", "ALIAPP"] },
  request_from_url: { type: "text", maxLength: 256 },
} as const;

export const tradePagePay: OpenapiServiceDefinition<
  "alipay.trade.page.pay",
  typeof orderFields & typeof cashierFields & typeof fields,
  "browser",
  Record<never, never>
> = {
  name: "alipay.trade.page.pay",
  protocol: "openapi",
  title: { zh: "电脑网站支付", en: "Desktop page pay" },
  product: "page",
  caller: "browser",
  httpMethod: "GET",
  reply: "page",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  notifyUrlMaxLength: 256,
  returnUrlMaxLength: 256,
  repeatable: true,
  fields: { ...orderFields, ...cashierFields, ...fields },
  groups: [
    { rule: "at_most_one", sets: [["enable_pay_channels"], ["disable_pay_channels"]] },
    { rule: "only_with", field: "qrcode_width", other: "qr_pay_mode", value: "4" },
    { rule: "only_with", field: "request_from_url", other: "integration_type", value: "ALIAPP" },
  ],
  replyFields: {},
};
