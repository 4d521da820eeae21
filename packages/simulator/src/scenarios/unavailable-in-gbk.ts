// 20000 in GBK to a caller who asked for UTF-8.
import { onlyOpenapi } from "./only.ts";
import type { Scenario } from "./scenario.ts";

export const unavailableInGbk: Scenario = {
  name: "unavailable-in-gbk",
  title: { zh: "20000 用 GBK 返回", en: "20000 in GBK to a caller who asked for UTF-8" },
  expect: { zh: "能读，结果未知", en: "Read it; the outcome is unknown" },
  next: {
    zh: "商户对这笔单的下一次调用（查询、退款、关闭）会得到它",
    en: "the merchant's next call about this order (query, refund, close) gets it",
  },
  only: onlyOpenapi,
  play: ({ rule }) =>
    rule({ kind: "code", code: "aop.unknow-error", gbk: true, message: "服务暂不可用" }, { times: 1 }),
};
