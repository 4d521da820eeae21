// Two attempts of one order are both paid: this one and an unpaid one of the same shop and goods, or a made-up one.
import { openTrade } from "../world/open-trade.ts";
import { payTrade } from "../world/pay-trade.ts";
import type { Simulation } from "../world/simulation.ts";
import type { Trade } from "../world/trade.ts";
import type { Scenario } from "./scenario.ts";

export const secondAttemptPaid: Scenario = {
  name: "second-attempt-paid",
  title: { zh: "同一笔生意付了两次", en: "Two attempts of one order are both paid" },
  expect: { zh: "多付的退回，只发货一次", en: "Deliver once, give the surplus back" },
  play: ({ simulation, trade, pay }) => {
    pay("instant");
    const other = otherAttempt(simulation, trade);
    if (other !== undefined && trade.buyerId !== undefined) payTrade(simulation, other, { userId: trade.buyerId });
  },
};

function otherAttempt(simulation: Simulation, { order }: Trade): Trade | undefined {
  const { sellerId, notifyUrl, subject } = order;
  const waiting = simulation.trades
    .latest(100)
    .find(
      ({ status, order: one }) =>
        status === "WAIT_BUYER_PAY" &&
        one.sellerId === sellerId &&
        one.notifyUrl === notifyUrl &&
        one.subject === subject,
    );
  if (waiting !== undefined) return waiting;
  const opened = openTrade(simulation, { ...order, outTradeNo: `${order.outTradeNo}_2` });
  return opened.kind === "opened" ? opened.trade : undefined;
}
