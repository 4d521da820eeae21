// Alipay signs with another key.
import type { Scenario } from "./scenario.ts";

export const keyRotated: Scenario = {
  name: "key-rotated",
  title: { zh: "支付宝换了密钥", en: "Alipay signs with another key" },
  expect: { zh: "验不过就拒收并告警，换钥后恢复", en: "Refuse, tell the owner; works again with the new key" },
  play: async ({ simulation, trade, notify }) => {
    simulation.accounts.rotateKey(trade.order.account, simulation.random);
    await notify();
  },
};
