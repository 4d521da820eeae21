// alipay.trade.cancel: for an alipay.trade.pay of unknown outcome only; closes or refunds whatever it finds (`action`).
import type { OpenapiServiceDefinition } from "../openapi-service-definition.ts";
import { tradeNameFields } from "./order-fields.ts";
import { tradeReplyFields } from "./trade-reply-fields.ts";

const replyFields = {
  retry_flag: { type: "text" },
  action: { type: "text" },
} as const;

export const tradeCancel: OpenapiServiceDefinition<
  "alipay.trade.cancel",
  typeof tradeNameFields,
  "server",
  typeof tradeReplyFields & typeof replyFields
> = {
  name: "alipay.trade.cancel",
  protocol: "openapi",
  title: { zh: "交易撤销", en: "Cancel a trade" },
  product: "bar_code",
  caller: "server",
  httpMethod: "POST",
  reply: "json",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  repeatable: false,
  fields: tradeNameFields,
  groups: [{ rule: "at_least_one", sets: [["trade_no"], ["out_trade_no"]] }],
  replyFields: { ...tradeReplyFields, ...replyFields },
  v3: { httpMethod: "POST", path: "/v3/alipay/trade/cancel" },
};
