// Paid, and no notification ever.
import type { Scenario } from "./scenario.ts";

export const notifyNeverSent: Scenario = {
  name: "notify-never-sent",
  title: { zh: "付了款，通知永远不来", en: "Paid, and no notification ever" },
  expect: { zh: "自己去查询", en: "Query by oneself" },
  play: ({ pay, rule }) => {
    rule({ kind: "withhold" });
    pay("instant");
  },
};
