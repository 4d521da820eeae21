// Refunded by hand in the seller's console.
import { refundTrade } from "../world/refund-trade.ts";
import { onlyRefundable } from "./only.ts";
import type { Scenario } from "./scenario.ts";

export const refundInConsole: Scenario = {
  name: "refund-in-console",
  title: { zh: "商家在支付宝后台退了一部分", en: "Refunded by hand in the seller's console" },
  expect: { zh: "记成外部退款，不再发货", en: "Book it as an outside refund; deliver nothing again" },
  only: onlyRefundable,
  play: ({ pay, simulation, trade }) => {
    pay("instant");
    refundTrade(simulation, trade, { requestNo: "CONSOLE", amountFen: (trade.totalFen + 1n) / 2n, reason: "console" });
  },
};
