// alipay.trade.fastpay.refund.query: refunded only if `refund_status` is REFUND_SUCCESS; a 10000 without it means not refunded.
import type { OpenapiServiceDefinition } from "../openapi-service-definition.ts";
import { tradeNameFields } from "./order-fields.ts";
import { tradeReplyFields } from "./trade-reply-fields.ts";

const fields = {
  // For a refund which was made without a number this is the out_trade_no.
  out_request_no: { type: "text", required: true, maxLength: 64 },
  query_options: { type: "list", item: { type: "text", maxLength: 64 } },
} as const;

const replyFields = {
  out_request_no: { type: "text" },
  refund_status: { type: "text" },
  refund_reason: { type: "text" },
  total_amount: { type: "text" },
  refund_amount: { type: "text" },
  send_back_fee: { type: "text" },
  gmt_refund_pay: { type: "text" },
} as const;

export const refundQuery: OpenapiServiceDefinition<
  "alipay.trade.fastpay.refund.query",
  typeof tradeNameFields & typeof fields,
  "server",
  typeof tradeReplyFields & typeof replyFields
> = {
  name: "alipay.trade.fastpay.refund.query",
  protocol: "openapi",
  title: { zh: "退款查询", en: "Query a refund" },
  product: "refund",
  caller: "server",
  httpMethod: "POST",
  reply: "json",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  repeatable: true,
  fields: { ...tradeNameFields, ...fields },
  groups: [{ rule: "at_least_one", sets: [["trade_no"], ["out_trade_no"]] }],
  replyFields: { ...tradeReplyFields, ...replyFields },
  v3: { httpMethod: "POST", path: "/v3/alipay/trade/fastpay/refund/query" },
};
