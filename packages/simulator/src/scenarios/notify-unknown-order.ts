// A notification for an order nobody knows.
import type { Scenario } from "./scenario.ts";

export const notifyUnknownOrder: Scenario = {
  name: "notify-unknown-order",
  title: { zh: "订单号商家不认识的通知", en: "A notification for an order nobody knows" },
  expect: { zh: "收下、留存、告警，回 success", en: "Keep it, tell the owner, acknowledge" },
  play: ({ notify, claimPaid }) => notify({ ...claimPaid(), out_trade_no: "NOBODY0000000001" }),
};
