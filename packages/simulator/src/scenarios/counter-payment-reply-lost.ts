// The buyer's code was scanned and charged, and the answer is lost. Hits the next scan of the account: the order that it
// will have is not known yet.
import { onlyOpenapi } from "./only.ts";
import type { Scenario } from "./scenario.ts";

export const counterPaymentReplyLost: Scenario = {
  name: "counter-payment-reply-lost",
  title: { zh: "付款码扣款成功了，应答丢了", en: "A scanned code was charged, the answer is lost" },
  expect: { zh: "结果未知：查询；查不到才撤销", en: "Unknown is not failed: query, and cancel only without an answer" },
  next: {
    zh: "现在用这个账户调用 alipay.trade.pay：钱会扣，应答会断",
    en: "call alipay.trade.pay of this account now: the money moves, the answer breaks off",
  },
  only: onlyOpenapi,
  play: ({ accountRule }) => accountRule({ kind: "lost_reply" }, { service: "alipay.trade.pay", times: 1 }),
};
