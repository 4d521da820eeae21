// A true signature, somebody else's application.
import { onlyOpenapi } from "./only.ts";
import type { Scenario } from "./scenario.ts";

export const notifyWrongAppId: Scenario = {
  name: "notify-wrong-app-id",
  title: { zh: "app_id 不是自己的通知", en: "A true signature, somebody else's application" },
  expect: { zh: "不发货，告警", en: "Deliver nothing, raise an incident" },
  only: onlyOpenapi,
  play: ({ notify, claimPaid }) => notify({ ...claimPaid(), app_id: "2021999999999999" }),
};
