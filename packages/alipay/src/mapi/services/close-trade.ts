// 关闭交易: closes a trade that nobody has paid. Alipay's name for our number is out_order_no here.

import type { ServiceDefinition } from "../../services/service-definition.ts";

export const closeTradeFields = {
  trade_no: { type: "text", minLength: 16, maxLength: 64 },
  out_order_no: { type: "text", maxLength: 64 },
  trade_role: { type: "choice", values: ["S", "B"] },
} as const;

/** Closes an unpaid trade. */
export const closeTrade: ServiceDefinition<"close_trade", typeof closeTradeFields, "server"> = {
  name: "close_trade",
  protocol: "mapi",
  title: { zh: "关闭交易", en: "close an unpaid trade" },
  product: "query",
  caller: "server",
  httpMethod: "POST",
  reply: "xml",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  repeatable: true,
  fields: closeTradeFields,
  groups: [{ rule: "at_least_one", sets: [["trade_no"], ["out_order_no"]] }],
};
