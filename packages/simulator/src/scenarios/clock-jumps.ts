// Time jumps by a day.
import type { Scenario } from "./scenario.ts";

export const clockJumps: Scenario = {
  name: "clock-jumps",
  title: { zh: "支付宝的时间跳过一天", en: "Alipay's time jumps by a day" },
  expect: { zh: "到期的关闭，没到期的不受影响", en: "What is due happens, in order" },
  play: ({ simulation }) => simulation.clock.advance(86_400_000),
};
