// The browser is back before the notification.
import type { Scenario } from "./scenario.ts";

export const returnBeforeNotification: Scenario = {
  name: "return-before-notification",
  title: { zh: "买家先回来，通知晚一分钟", en: "The browser is back before the notification" },
  expect: { zh: "先显示处理中，不在返回时入账", en: "Show that it is being confirmed; book nothing on the return" },
  next: {
    zh: "在收银台点“返回商家”，看商户的页面怎么说；通知一分钟后（虚拟时间）才到",
    en: "go back to the shop from the cashier and see what it says; the notification follows a virtual minute later",
  },
  play: ({ pay, notify }) => {
    pay("instant", { quietly: true });
    return notify({}, { delayMs: 60_000 });
  },
};
