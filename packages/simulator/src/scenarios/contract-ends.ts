// The contract ends at noon.
import type { Scenario } from "./scenario.ts";

export const contractEnds: Scenario = {
  name: "contract-ends",
  title: { zh: "合同在中午到期", en: "The contract ends at noon" },
  expect: { zh: "新单给出原因；已付的照常", en: "New payments are refused with the cause; paid ones carry on" },
  play: ({ simulation, trade }) => {
    const now = new Date(simulation.clock.nowMs()).toISOString();
    for (const contract of trade.order.account.contracts) contract.to = now;
  },
};
