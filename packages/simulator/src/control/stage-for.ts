// What a scenario works with: the simulation, one trade, and shorthands.
import { beijingTime } from "@dedepay/alipay";
import type { Stage } from "../scenarios/scenario.ts";
import { payTrade } from "../world/pay-trade.ts";
import { placeOf } from "../world/rule.ts";
import type { Simulation } from "../world/simulation.ts";
import type { Trade } from "../world/trade.ts";

export function stageFor(simulation: Simulation, trade: Trade): Stage {
  const { order } = trade;
  const buyer = simulation.world.buyers.find(({ status }) => status === "normal");
  return {
    simulation,
    trade,
    pay(way, o) {
      if (trade.paidMs !== undefined) return;
      payTrade(simulation, trade, { userId: buyer?.userId ?? "", way, quietly: o?.quietly });
    },
    rule(effect, match = {}) {
      simulation.rules.add({ match: { ...match, outTradeNo: order.outTradeNo, on: placeOf(effect) }, effect });
    },
    accountRule(effect, match = {}) {
      simulation.rules.add({ match: { ...match, account: order.account.id, on: placeOf(effect) }, effect });
    },
    notify: (change = {}, how = {}) => simulation.announceAs(trade, "status_changed", { ...how, change }),
    claimPaid: () =>
      trade.paidMs !== undefined
        ? {}
        : {
            trade_status: order.kind === "escrow" ? "WAIT_SELLER_SEND_GOODS" : "TRADE_SUCCESS",
            gmt_payment: beijingTime(simulation.clock.nowMs()),
            gmt_close: null,
            buyer_id: buyer?.userId ?? null,
          },
  };
}
