// Writes down everything that has happened, but for the log of exchanges and the addresses of bills.
import { ruleJson } from "../control/rule-json.ts";
import type { RefundBatch } from "../world/refund-batch.ts";
import type { Simulation } from "../world/simulation.ts";
import type { Order, Trade } from "../world/trade.ts";
import type { BatchRecord, OrderRecord, Snapshot, TradeRecord, UnsentRecord } from "./snapshot.ts";

/** The document; its keys are those of the simulated world. */
export function takeSnapshot(simulation: Simulation): Snapshot {
  const { accounts, clock, notices, refundBatches, rules, trades, visits, world } = simulation;
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
    batches: Array.from(refundBatches.all(), batchRecord),
    visits: Array.from(visits.all(), ({ token, trade, order, quitUrl, untilMs }) => ({
      token,
      ...(trade === undefined ? { order: orderRecord(order) } : { tradeNo: trade.tradeNo }),
      ...(quitUrl === undefined ? {} : { quitUrl }),
      ...(untilMs === undefined ? {} : { untilMs }),
    })),
    unsent: notices.unsent().flatMap(({ target, notice }): UnsentRecord[] => {
      const facts: Array<[string, string]> = [...notice.facts];
      const { sellerId, outTradeNo } = target;
      const trade = trades.find(sellerId, { outTradeNo });
      if (trade?.order === target) return [{ ...notice, tradeNo: trade.tradeNo, facts }];
      // A batch stands under its own number there. What else is told belongs to nothing which is kept (errors).
      const batch = refundBatches.find(sellerId, outTradeNo);
      return batch?.target === target ? [{ ...notice, batchNo: batch.batchNo, sellerId, facts }] : [];
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

function batchRecord({ target, items, ...same }: RefundBatch): BatchRecord {
  // The cast: as of a trade.
  return {
    ...same,
    target: { ...target, account: target.account.id },
    items: items.map((item) => ({ ...item, amountFen: String(item.amountFen) })),
  } as BatchRecord;
}

function orderRecord(order: Order): OrderRecord {
  const { account, totalFen, fields, ...same } = order;
  return { ...same, account: account.id, totalFen: String(totalFen), fields: [...fields] } as OrderRecord;
}
