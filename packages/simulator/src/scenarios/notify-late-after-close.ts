// Money arrives for a closed trade.
import { closeTrade } from "../world/close-trade.ts";
import { onlyUnpaid } from "./only.ts";
import type { Scenario } from "./scenario.ts";

export const notifyLateAfterClose: Scenario = {
  name: "notify-late-after-close",
  title: { zh: "关闭之后又来付款成功", en: "Money arrives for a closed trade" },
  expect: { zh: "不能当没发生：入账或退款，告警", en: "It is real money: book or refund it, tell the owner" },
  only: onlyUnpaid,
  play: async ({ simulation, trade, notify, claimPaid }) => {
    await closeTrade(simulation, trade);
    await notify(claimPaid());
  },
};
