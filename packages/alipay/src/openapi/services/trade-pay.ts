// alipay.trade.pay: takes the money at once by a code which the buyer shows. 10003 means: wait for the buyer and query.
import type { OpenapiServiceDefinition } from "../openapi-service-definition.ts";
import { counterFields, orderFields } from "./order-fields.ts";
import { paidReplyFields, tradeReplyFields } from "./trade-reply-fields.ts";

const fields = {
  product_code: {
    type: "choice",
    values: [
      "FACE_TO_FACE_PAYMENT",
      "OFFLINE_PAYMENT",
      "CYCLE_PAY_AUTH",
      "GENERAL_WITHHOLDING",
      "PRE_AUTH_ONLINE",
      "PRE_AUTH",
    ],
  },
  // 16 to 24 digits from 25 to 30 (bar code), or 35 characters from "fp" (face).
  auth_code: { type: "text", pattern: "(?:2[5-9]|30)[0-9]{14,22}|fp.{33}", masked: true },
  scene: { type: "choice", values: ["bar_code", "security_code"] },
  agreement_params: {
    type: "object",
    fields: {
      agreement_no: { type: "text", required: true, maxLength: 64 },
      auth_confirm_no: { type: "text", maxLength: 64 },
      apply_token: { type: "text", maxLength: 64 },
    },
  },
  auth_no: { type: "text", maxLength: 64 },
  buyer_id: { type: "text", maxLength: 28, masked: true },
  query_options: { type: "list", item: { type: "text", maxLength: 64 } },
} as const;

const replyFields = {
  gmt_payment: { type: "text" },
} as const;

export const tradePay: OpenapiServiceDefinition<
  "alipay.trade.pay",
  typeof orderFields & typeof counterFields & typeof fields,
  "server",
  typeof tradeReplyFields & typeof paidReplyFields & typeof replyFields
> = {
  name: "alipay.trade.pay",
  protocol: "openapi",
  title: { zh: "当面付（条码）", en: "Bar code pay" },
  product: "bar_code",
  caller: "server",
  httpMethod: "POST",
  reply: "json",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  notifyUrlMaxLength: 256,
  repeatable: false,
  fields: { ...orderFields, ...counterFields, ...fields },
  groups: [
    { rule: "at_most_one", sets: [["enable_pay_channels"], ["disable_pay_channels"]] },
    { rule: "exactly_one", sets: [["auth_code"], ["agreement_params"], ["auth_no"]] },
  ],
  replyFields: { ...tradeReplyFields, ...paidReplyFields, ...replyFields },
  v3: { httpMethod: "POST", path: "/v3/alipay/trade/pay" },
};
