// WAIT_BUYER_PAY arrives after the payment.
import type { Scenario } from "./scenario.ts";

export const notifyReordered: Scenario = {
  name: "notify-reordered",
  title: { zh: "付款前的通知在付款之后才到", en: "WAIT_BUYER_PAY arrives after the payment" },
  expect: { zh: "不能退回未付款", en: "Never go back to unpaid" },
  play: async ({ pay, notify, simulation }) => {
    pay("escrow");
    await simulation.clock.advance(0);
    await notify({ trade_status: "WAIT_BUYER_PAY", gmt_payment: null });
  },
};
