// A true signature over another amount.
import { formatYuan } from "@dedepay/alipay";
import type { Scenario } from "./scenario.ts";

export const notifyWrongAmount: Scenario = {
  name: "notify-wrong-amount",
  title: { zh: "签名正确、金额不对的通知", en: "A true signature over another amount" },
  expect: { zh: "不发货，告警；可以回 success", en: "Deliver nothing, raise an incident; success may be answered" },
  play: ({ notify, trade, claimPaid }) => {
    const amount = formatYuan(trade.totalFen > 100n ? trade.totalFen - 100n : trade.totalFen + 100n);
    const isMapi = trade.order.account.protocol === "mapi";
    return notify({ ...claimPaid(), ...(isMapi ? { total_fee: amount, price: amount } : { total_amount: amount }) });
  },
};
