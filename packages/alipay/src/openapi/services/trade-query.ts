// alipay.trade.query. Before the buyer opened the cashier the answer is ACQ.TRADE_NOT_EXIST, not WAIT_BUYER_PAY.
import type { OpenapiServiceDefinition } from "../openapi-service-definition.ts";
import { tradeNameFields } from "./order-fields.ts";
import { paidReplyFields, tradeReplyFields } from "./trade-reply-fields.ts";

const fields = {
  query_options: { type: "list", item: { type: "text", maxLength: 64 } },
  org_pid: { type: "text", maxLength: 16 },
} as const;

const replyFields = {
  trade_status: { type: "text" },
  send_pay_date: { type: "text" },
  passback_params: { type: "text" },
  subject: { type: "text" },
  body: { type: "text" },
  store_id: { type: "text" },
  terminal_id: { type: "text" },
  buyer_user_type: { type: "text" },
  discount_amount: { type: "text" },
  mdiscount_amount: { type: "text" },
} as const;

export const tradeQuery: OpenapiServiceDefinition<
  "alipay.trade.query",
  typeof tradeNameFields & typeof fields,
  "server",
  typeof tradeReplyFields & typeof paidReplyFields & typeof replyFields
> = {
  name: "alipay.trade.query",
  protocol: "openapi",
  title: { zh: "交易查询", en: "Query a trade" },
  product: "query",
  caller: "server",
  httpMethod: "POST",
  reply: "json",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  repeatable: true,
  fields: { ...tradeNameFields, ...fields },
  groups: [{ rule: "at_least_one", sets: [["trade_no"], ["out_trade_no"]] }],
  replyFields: { ...tradeReplyFields, ...paidReplyFields, ...replyFields },
  v3: { httpMethod: "POST", path: "/v3/alipay/trade/query" },
};
