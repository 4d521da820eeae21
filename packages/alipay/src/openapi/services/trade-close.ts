// alipay.trade.close: closes a trade which waits for its buyer, and no other.
import type { OpenapiServiceDefinition } from "../openapi-service-definition.ts";
import { tradeNameFields } from "./order-fields.ts";
import { tradeReplyFields } from "./trade-reply-fields.ts";

const fields = {
  operator_id: { type: "text", maxLength: 28 },
} as const;

export const tradeClose: OpenapiServiceDefinition<
  "alipay.trade.close",
  typeof tradeNameFields & typeof fields,
  "server",
  typeof tradeReplyFields
> = {
  name: "alipay.trade.close",
  protocol: "openapi",
  title: { zh: "交易关闭", en: "Close a trade" },
  product: "query",
  caller: "server",
  httpMethod: "POST",
  reply: "json",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  notifyUrlMaxLength: 256,
  repeatable: false,
  fields: { ...tradeNameFields, ...fields },
  groups: [{ rule: "at_least_one", sets: [["trade_no"], ["out_trade_no"]] }],
  replyFields: tradeReplyFields,
  v3: { httpMethod: "POST", path: "/v3/alipay/trade/close" },
};
