// The browser is back before the notification.
import type { Scenario } from "./scenario.ts";

export const returnBeforeNotification: Scenario = {
  name: "return-before-notification",
  title: { zh: "买家先回来，通知晚一分钟", en: "The browser is back before the notification" },
  expect: { zh: "先显示处理中，不在返回时入账", en: "Show that it is being confirmed; book nothing on the return" },
  play: ({ pay, rule }) => {
    rule({ kind: "delay_notice", ms: 60_000 });
    pay("instant");
  },
};
