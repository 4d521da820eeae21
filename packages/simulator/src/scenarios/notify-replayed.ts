// Somebody sends again, byte for byte, a notification which was acknowledged an hour ago.
import type { Scenario } from "./scenario.ts";

export const notifyReplayed: Scenario = {
  name: "notify-replayed",
  title: { zh: "确认过的通知被人原样重放", en: "A notification which was acknowledged is replayed byte for byte" },
  expect: { zh: "认出重复，不再发货", en: "Recognise it, deliver nothing again" },
  play: async ({ pay, notify, simulation, trade }) => {
    pay("instant");
    await simulation.clock.advance(0);
    const { outTradeNo } = trade.order;
    const seen = simulation.exchanges
      .after(0)
      .findLast((exchange) => exchange.kind === "notification" && exchange.outTradeNo === outTradeNo);
    await simulation.clock.advance(3_600_000);
    const notifyId = seen?.fields["notify_id"];
    await notify(seen?.fields ?? {}, { sender: "replayer", ...(notifyId === undefined ? {} : { notifyId }) });
  },
};
