// A notification which was acknowledged comes again.
import type { Scenario } from "./scenario.ts";

export const notifyReplayed: Scenario = {
  name: "notify-replayed",
  title: { zh: "确认过的通知又来了", en: "A notification which was acknowledged comes again" },
  expect: { zh: "认出重复，不再发货", en: "Recognise it, deliver nothing again" },
  play: async ({ pay, notify, simulation, trade }) => {
    pay("instant");
    await simulation.clock.advance(0);
    const seen = trade.notices.at(-1)?.notifyId;
    await simulation.clock.advance(3_600_000);
    await notify({}, seen === undefined ? {} : { notifyId: seen });
  },
};
