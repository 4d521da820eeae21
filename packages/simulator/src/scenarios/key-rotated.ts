// Alipay signs with another key.
import type { Scenario } from "./scenario.ts";

export const keyRotated: Scenario = {
  name: "key-rotated",
  title: { zh: "支付宝换了密钥", en: "Alipay signs with another key" },
  expect: { zh: "验不过就拒收并告警，换钥后恢复", en: "Refuse, tell the owner; works again with the new key" },
  next: {
    zh: "新密钥在 GET /sim/world；给商户换上，再等重发（或快进 4 分钟）",
    en: "the new key is at GET /sim/world; give it to the merchant and wait for the next send, or advance four minutes",
  },
  play: async ({ simulation, trade, pay, notify }) => {
    pay("instant", { quietly: true });
    simulation.accounts.rotateKey(trade.order.account, simulation.random);
    await notify({}, { deserves: "refusal" });
  },
};
