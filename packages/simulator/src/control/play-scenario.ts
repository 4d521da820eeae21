// Plays a scenario on a trade and reports what the merchant answered.
import type { Scenario, Stage } from "../scenarios/scenario.ts";
import type { Exchange } from "../world/exchange-log.ts";
import { payTrade } from "../world/pay-trade.ts";
import { placeOf } from "../world/rule.ts";
import type { Simulation } from "../world/simulation.ts";
import type { Trade } from "../world/trade.ts";

/** Plays it and waits for what it sent at once; answers the exchanges which happened meanwhile. */
export async function playScenario(simulation: Simulation, trade: Trade, scenario: Scenario): Promise<Exchange[]> {
  const before = simulation.exchanges.lastId;
  await scenario.play(stageFor(simulation, trade));
  await simulation.clock.advance(0);
  return simulation.exchanges.after(before);
}

function stageFor(simulation: Simulation, trade: Trade): Stage {
  const { order } = trade;
  return {
    simulation,
    trade,
    pay(way) {
      if (trade.paidMs !== undefined) return;
      const buyer = simulation.world.buyers.find(({ status }) => status === "normal");
      payTrade(simulation, trade, { userId: buyer?.userId ?? "", way });
    },
    rule(effect, match = {}) {
      simulation.rules.add({ match: { on: placeOf(effect), outTradeNo: order.outTradeNo, ...match }, effect });
    },
    notify: (change = {}, how = {}) => simulation.announceAs(trade, "status_changed", { ...how, change }),
  };
}
