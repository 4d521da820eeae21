// The seller's account can't receive: TRADE_PENDING.
import { onlyUnpaid } from "./only.ts";
import type { Scenario } from "./scenario.ts";

export const sellerFrozen: Scenario = {
  name: "seller-frozen",
  title: { zh: "卖家账户被冻结，钱停在半路", en: "The seller's account can't receive: TRADE_PENDING" },
  expect: { zh: "不算到账，提醒卖家", en: "Not the seller's money yet; the owner is told" },
  only: onlyUnpaid,
  play: ({ trade, pay }) => {
    trade.order.account.frozen = true;
    pay("instant");
  },
};
