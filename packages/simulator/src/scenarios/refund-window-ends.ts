// A year later the trade is finished.
import { onlyRefundable } from "./only.ts";
import type { Scenario } from "./scenario.ts";

export const refundWindowEnds: Scenario = {
  name: "refund-window-ends",
  title: { zh: "一年后交易完结", en: "A year later the trade is finished" },
  expect: { zh: "不再能退款，不重复发货", en: "No more refunds; nothing is delivered again" },
  only: onlyRefundable,
  play: async ({ pay, simulation }) => {
    pay("instant");
    await simulation.clock.advance(simulation.switches.refundWindowDays * 86_400_000);
  },
};
