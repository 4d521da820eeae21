// A true signature, somebody else's seller.
import type { Scenario } from "./scenario.ts";

export const notifyWrongSellerId: Scenario = {
  name: "notify-wrong-seller-id",
  title: { zh: "收款方不是自己的通知", en: "A true signature, somebody else's seller" },
  expect: { zh: "不发货，告警", en: "Deliver nothing, raise an incident" },
  play: ({ notify, claimPaid }) =>
    notify({ ...claimPaid(), seller_id: "2088999999999999", seller_email: "other@seller.test" }),
};
