// Three queries in a row fail.
import type { Scenario } from "./scenario.ts";

export const queryFails: Scenario = {
  name: "query-fails",
  title: { zh: "查询连续三次系统错误", en: "Three queries in a row fail" },
  expect: { zh: "结果未知，继续查", en: "Unknown: keep asking" },
  play: ({ rule, trade }) => {
    const code = trade.order.account.protocol === "mapi" ? "SYSTEM_ERROR" : "ACQ.SYSTEM_ERROR";
    const service = trade.order.account.protocol === "mapi" ? "single_trade_query" : "alipay.trade.query";
    rule({ kind: "code", code }, { service, times: 3 });
  },
};
