// Three queries in a row fail.
import type { Scenario } from "./scenario.ts";

export const queryFails: Scenario = {
  name: "query-fails",
  title: { zh: "查询连续三次系统错误", en: "Three queries in a row fail" },
  expect: { zh: "结果未知，继续查", en: "Unknown: keep asking" },
  next: {
    zh: "现在让商户查询这笔单，前三次会失败",
    en: "let the merchant query this order now; the first three times fail",
  },
  play: ({ rule, trade }) => {
    const isMapi = trade.order.account.protocol === "mapi";
    const service = isMapi ? "single_trade_query" : "alipay.trade.query";
    rule({ kind: "code", code: isMapi ? "SYSTEM_ERROR" : "ACQ.SYSTEM_ERROR" }, { service, times: 3 });
  },
};
