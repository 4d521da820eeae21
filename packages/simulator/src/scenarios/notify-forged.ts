// A notification signed with a key which is not Alipay's.
import type { Scenario } from "./scenario.ts";

export const notifyForged: Scenario = {
  name: "notify-forged",
  title: { zh: "通知的签名是别人签的", en: "A notification signed with a key which is not Alipay's" },
  expect: { zh: "回 fail，不发货，留下记录", en: "Answer fail, deliver nothing, keep the evidence" },
  play: ({ notify, claimPaid }) => notify(claimPaid(), { sender: "forger" }),
};
