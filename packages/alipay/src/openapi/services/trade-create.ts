// alipay.trade.create: a trade for a known buyer, paid from a mini program (my.tradePay).
import type { OpenapiServiceDefinition } from "../openapi-service-definition.ts";
import { counterFields, orderFields } from "./order-fields.ts";
import { tradeReplyFields } from "./trade-reply-fields.ts";

const fields = {
  product_code: { type: "choice", values: ["FACE_TO_FACE_PAYMENT", "JSAPI_PAY"] },
  buyer_id: { type: "text", maxLength: 28, masked: true },
  buyer_open_id: { type: "text", maxLength: 128, masked: true },
  op_app_id: { type: "text", maxLength: 32 },
} as const;

export const tradeCreate: OpenapiServiceDefinition<
  "alipay.trade.create",
  typeof orderFields & typeof counterFields & typeof fields,
  "server",
  typeof tradeReplyFields
> = {
  name: "alipay.trade.create",
  protocol: "openapi",
  title: { zh: "统一收单交易创建", en: "Create a trade" },
  product: "qr",
  caller: "server",
  httpMethod: "POST",
  reply: "json",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  notifyUrlMaxLength: 256,
  repeatable: true,
  fields: { ...orderFields, ...counterFields, ...fields },
  groups: [
    { rule: "at_most_one", sets: [["enable_pay_channels"], ["disable_pay_channels"]] },
    { rule: "exactly_one", sets: [["buyer_id"], ["buyer_open_id"]] },
    { rule: "required_with", field: "op_app_id", other: "product_code", value: "JSAPI_PAY" },
  ],
  replyFields: tradeReplyFields,
  v3: { httpMethod: "POST", path: "/v3/alipay/trade/create" },
};
