// The buyer of an escrow trade asks for the money back.
import { dispute } from "../world/dispute.ts";
import { onlyEscrow } from "./only.ts";
import type { Scenario } from "./scenario.ts";

export const buyerAsksRefund: Scenario = {
  name: "buyer-asks-refund",
  title: { zh: "担保交易的买家申请退款", en: "The buyer of an escrow trade asks for the money back" },
  expect: { zh: "不算付款，提醒卖家处理", en: "It grants nothing; the owner is told of the deadline" },
  only: onlyEscrow,
  play: async ({ pay, simulation, trade }) => {
    pay("escrow");
    await dispute(simulation, trade, "ask");
  },
};
