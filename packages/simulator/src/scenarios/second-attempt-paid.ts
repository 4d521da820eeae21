// Two attempts of one order are both paid.
import { openTrade } from "../world/open-trade.ts";
import { payTrade } from "../world/pay-trade.ts";
import type { Scenario } from "./scenario.ts";

export const secondAttemptPaid: Scenario = {
  name: "second-attempt-paid",
  title: { zh: "同一笔生意付了两次", en: "Two attempts of one order are both paid" },
  expect: { zh: "多付的退回，只发货一次", en: "Deliver once, give the surplus back" },
  play: ({ simulation, trade, pay }) => {
    pay("instant");
    const opened = openTrade(simulation, { ...trade.order, outTradeNo: `${trade.order.outTradeNo}_2` });
    if (opened.kind === "opened" && trade.buyerId !== undefined) {
      payTrade(simulation, opened.trade, { userId: trade.buyerId, way: "instant" });
    }
  },
};
