// alipay.trade.refund. `refund_fee` of the reply is everything refunded so far; only `fund_change` Y says that money moved now.
import type { OpenapiServiceDefinition } from "../openapi-service-definition.ts";
import { tradeNameFields } from "./order-fields.ts";
import { tradeReplyFields } from "./trade-reply-fields.ts";

const fields = {
  refund_amount: { type: "amount", required: true, minFen: 1n, maxFen: 10_000_000_000n },
  // Needed for a partial refund; the same number with the same amount repeats the same refund.
  out_request_no: { type: "text", maxLength: 64 },
  refund_reason: { type: "text", maxLength: 256 },
  operator_id: { type: "text", maxLength: 28 },
  related_settle_confirm_no: { type: "text", maxLength: 64 },
  query_options: { type: "list", item: { type: "text", maxLength: 64 } },
} as const;

const replyFields = {
  buyer_logon_id: { type: "text" },
  buyer_user_id: { type: "text" },
  buyer_open_id: { type: "text" },
  fund_change: { type: "text" },
  refund_fee: { type: "text" },
  send_back_fee: { type: "text" },
  gmt_refund_pay: { type: "text" },
  refund_hyb_amount: { type: "text" },
  refund_detail_item_list: {
    type: "list",
    item: {
      type: "object",
      fields: {
        fund_channel: { type: "text" },
        amount: { type: "text" },
        real_amount: { type: "text" },
        fund_type: { type: "text" },
      },
    },
  },
} as const;

export const tradeRefund: OpenapiServiceDefinition<
  "alipay.trade.refund",
  typeof tradeNameFields & typeof fields,
  "server",
  typeof tradeReplyFields & typeof replyFields
> = {
  name: "alipay.trade.refund",
  protocol: "openapi",
  title: { zh: "退款", en: "Refund" },
  product: "refund",
  caller: "server",
  httpMethod: "POST",
  reply: "json",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  repeatable: false,
  fields: { ...tradeNameFields, ...fields },
  groups: [{ rule: "at_least_one", sets: [["trade_no"], ["out_trade_no"]] }],
  replyFields: { ...tradeReplyFields, ...replyFields },
  v3: { httpMethod: "POST", path: "/v3/alipay/trade/refund" },
};
