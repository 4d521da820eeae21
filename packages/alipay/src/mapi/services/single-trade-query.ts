// 单笔交易查询: the state of one trade, signed by Alipay. trade_no wins where both numbers are sent.

import type { ServiceDefinition } from "../../services/service-definition.ts";

export const singleTradeQueryFields = {
  trade_no: { type: "text", maxLength: 64 },
  out_trade_no: { type: "text", maxLength: 64 },
} as const;

/** Asks for the state of one trade; must be enabled for the PID. */
export const singleTradeQuery: ServiceDefinition<"single_trade_query", typeof singleTradeQueryFields, "server"> = {
  name: "single_trade_query",
  protocol: "mapi",
  title: { zh: "单笔交易查询", en: "query of one trade" },
  product: "query",
  caller: "server",
  httpMethod: "POST",
  reply: "xml",
  signed: true,
  charsets: ["utf-8", "gbk", "gb2312"],
  repeatable: true,
  fields: singleTradeQueryFields,
  groups: [{ rule: "at_least_one", sets: [["trade_no"], ["out_trade_no"]] }],
};
