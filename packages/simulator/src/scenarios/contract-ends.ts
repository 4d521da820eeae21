// The contract ends in the middle of a day, at this moment.
import type { Scenario } from "./scenario.ts";

export const contractEnds: Scenario = {
  name: "contract-ends",
  title: { zh: "合同在今天中途到期，就是现在", en: "The contract ends in the middle of the day: now" },
  expect: { zh: "新单给出原因；已付的照常", en: "New payments are refused with the cause; paid ones carry on" },
  next: {
    zh: "现在再下一单，收银台打不开；POST /sim/reset 恢复",
    en: "order again now, and the cashier does not open; POST /sim/reset brings the contract back",
  },
  play: ({ simulation, trade }) => {
    const now = new Date(simulation.clock.nowMs()).toISOString();
    for (const contract of trade.order.account.contracts) contract.to = now;
  },
};
