// The seller changed the price.
import { changePrice } from "../world/change-price.ts";
import { onlyUnpaid } from "./only.ts";
import type { Scenario } from "./scenario.ts";

export const priceChangedBySeller: Scenario = {
  name: "price-changed-by-seller",
  title: { zh: "卖家改了价", en: "The seller changed the price" },
  expect: { zh: "金额不符，不能自动发货", en: "The amount differs: no automatic delivery" },
  only: onlyUnpaid,
  play: async ({ simulation, trade, pay }) => {
    await changePrice(simulation, trade, trade.totalFen > 1n ? trade.totalFen - 1n : 2n);
    pay("escrow");
  },
};
