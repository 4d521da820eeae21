// Paid, and no notification ever.
import { onlyUnpaid } from "./only.ts";
import type { Scenario } from "./scenario.ts";

export const notifyNeverSent: Scenario = {
  name: "notify-never-sent",
  title: { zh: "付了款，通知永远不来", en: "Paid, and no notification ever" },
  expect: { zh: "自己去查询", en: "Query by oneself" },
  next: {
    zh: "看商户会不会自己来查询：加 --wait 30，或看控制页面的实时记录",
    en: "see whether the merchant queries by itself: --wait 30, or the live log of the control page",
  },
  only: onlyUnpaid,
  play: ({ pay, notify }) => {
    pay("instant", { quietly: true });
    return notify({}, { withheld: true });
  },
};
