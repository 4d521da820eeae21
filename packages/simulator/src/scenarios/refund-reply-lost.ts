// The refund is made, its answer is lost.
import { onlyRefundable } from "./only.ts";
import type { Scenario } from "./scenario.ts";

export const refundReplyLost: Scenario = {
  name: "refund-reply-lost",
  title: { zh: "退款成功了，应答丢了", en: "The refund is made, its answer is lost" },
  expect: { zh: "结果未知：查询，不能重复退", en: "Unknown is not failed: query, do not refund again" },
  next: {
    zh: "现在从商户那边退这笔款：钱会退，应答会断",
    en: "refund this order at the merchant now: the money moves, the answer breaks off",
  },
  only: onlyRefundable,
  play: ({ pay, rule, trade }) => {
    pay("instant");
    const service =
      trade.order.account.protocol === "mapi" ? "refund_fastpay_by_platform_nopwd" : "alipay.trade.refund";
    rule({ kind: "lost_reply" }, { service, times: 1 });
  },
};
