// Writes down everything that has happened. Batches of refunds and the log of exchanges are not part of it.
import { ruleJson } from "../control/rule-json.ts";
import type { Simulation } from "../world/simulation.ts";
import type { Order, Trade } from "../world/trade.ts";
import type { OrderRecord, Snapshot, TradeRecord } from "./snapshot.ts";

/** The document; its keys are those of the simulated world. */
export function takeSnapshot(simulation: Simulation): Snapshot {
  const { accounts, clock, notices, rules, trades, visits, world } = simulation;
  return {
    format: "dedepay-simulator-snapshot",
    version: 1,
    nowMs: clock.nowMs(),
    speed: clock.speed,
    nextTrade: simulation.nextTrade,
    world,
    balances: Array.from(accounts.balances(), ([userId, fen]) => [userId, String(fen)]),
    rules: rules.list().map((rule) => ({ rule: ruleJson(rule), matched: rule.matched })),
    trades: Array.from(trades.all(), tradeRecord),
    visits: Array.from(visits.all(), ({ token, trade, order, quitUrl, untilMs }) => ({
      token,
      ...(trade === undefined ? { order: orderRecord(order) } : { tradeNo: trade.tradeNo }),
      ...(quitUrl === undefined ? {} : { quitUrl }),
      ...(untilMs === undefined ? {} : { untilMs }),
    })),
    unsent: notices.unsent().flatMap(({ target, notice }) => {
      const trade = trades.find(target.sellerId, { outTradeNo: target.outTradeNo });
      // Another target than the trade's order is a batch.
      return trade?.order === target ? [{ ...notice, tradeNo: trade.tradeNo, facts: [...notice.facts] }] : [];
    }),
  };
}

function tradeRecord(trade: Trade): TradeRecord {
  const { cancelExpiry: _timer, order, totalFen, refundedFen, refunds, ...same } = trade;
  // The cast: JSON leaves out the fields which are undefined, as the record wants it.
  return {
    ...same,
    order: orderRecord(order),
    totalFen: String(totalFen),
    refundedFen: String(refundedFen),
    refunds: refunds.map((refund) => ({ ...refund, amountFen: String(refund.amountFen) })),
  } as TradeRecord;
}

function orderRecord(order: Order): OrderRecord {
  const { account, totalFen, fields, ...same } = order;
  return { ...same, account: account.id, totalFen: String(totalFen), fields: [...fields] } as OrderRecord;
}
