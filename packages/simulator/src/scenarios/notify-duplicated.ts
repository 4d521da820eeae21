// The same notification three times in a row.
import type { Scenario } from "./scenario.ts";

export const notifyDuplicated: Scenario = {
  name: "notify-duplicated",
  title: { zh: "同一通知连发三次", en: "The same notification three times in a row" },
  expect: { zh: "只发货一次，都回 success", en: "Deliver once, acknowledge all" },
  play: ({ pay, notify }) => {
    pay("instant", { quietly: true });
    return notify({}, { copies: 3 });
  },
};
