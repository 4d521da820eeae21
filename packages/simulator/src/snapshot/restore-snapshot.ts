// Begins a simulation where a snapshot stood: its world, money, trades, rules and clock, with every timer set anew.

import type { SimulationStart } from "../control/control-options.ts";
import { readRule } from "../control/rule-schema.ts";
import { awaitBatch } from "../mapi/run-refund-batch.ts";
import { awaitExpiry } from "../world/open-trade.ts";
import { readWorld } from "../world/read-world.ts";
import type { RefundBatch } from "../world/refund-batch.ts";
import { awaitRefund } from "../world/refund-trade.ts";
import type { Rule } from "../world/rule.ts";
import type { Simulation } from "../world/simulation.ts";
import type { NoticeSummary, Order, Trade } from "../world/trade.ts";
import { tradeSerialOf } from "../world/trade-number.ts";
import type { Account, World } from "../world/world.ts";
import { SnapshotError } from "./read-snapshot.ts";
import type { BatchRecord, OrderRecord, Snapshot, TradeRecord } from "./snapshot.ts";

/** Replaces the running simulation. Throws SnapshotError or WorldError before anything has changed. */
export function restoreSnapshot(snapshot: Snapshot, beginAt: (start: SimulationStart) => Simulation): void {
  const world = readWorld(snapshot.world);
  const rules = snapshot.rules.map(({ rule, matched }) => ({ rule: ruleOf(rule), matched }));
  checkNumbers(snapshot, world);
  const { nowMs, speed, nextTrade } = snapshot;
  // It stands still until everything is back.
  const simulation = beginAt({ world, startMs: nowMs, speed: 0, nextTrade });
  simulation.accounts.restoreBalances(snapshot.balances.map(([userId, fen]) => [userId, BigInt(fen)]));
  for (const { rule, matched } of rules) simulation.rules.add(rule, matched);
  for (const record of snapshot.trades) simulation.trades.add(tradeOf(simulation, record));
  for (const record of snapshot.batches) simulation.refundBatches.restore(batchOf(simulation, record));
  restoreVisits(simulation, snapshot);
  setTimers(simulation);
  for (const record of snapshot.unsent) resume(simulation, record);
  simulation.clock.setSpeed(speed);
}

function resume(simulation: Simulation, record: Snapshot["unsent"][number]): void {
  const { tradeNo, batchNo, sellerId, facts, ...same } = record;
  const notice = { ...same, facts: new Map(facts) };
  const trade = tradeNo === undefined ? undefined : simulation.trades.byTradeNo(tradeNo);
  if (trade !== undefined) simulation.resumeNotice({ target: trade.order, notices: trade.notices }, notice);
  const batch = simulation.refundBatches.find(sellerId ?? "", batchNo ?? "");
  if (batch !== undefined) simulation.resumeNotice(batch, notice);
}

function ruleOf(json: unknown): Rule {
  const read = readRule(json);
  if (!read.ok) throw new SnapshotError(read.problems.map((problem) => `rule ${problem}`));
  return read.rule;
}

function checkNumbers({ trades, batches, visits, nextTrade }: Snapshot, world: World): void {
  const accounts = new Set(world.accounts.map(({ id }) => id));
  const tradeNos = new Set(trades.map(({ tradeNo }) => tradeNo));
  const orders = [...trades.map(({ order }) => order), ...visits.flatMap(({ order }) => order ?? [])];
  const problems = [...new Set([...orders, ...batches.map(({ target }) => target)].map(({ account }) => account))]
    .filter((account) => !accounts.has(account))
    .map((account) => `account ${account} is not of this world`);
  if (tradeNos.size < trades.length) problems.push("a tradeNo is used twice");
  const strange = [...tradeNos].filter((tradeNo) => (tradeSerialOf(tradeNo) ?? nextTrade) >= nextTrade);
  if (strange.length > 0) problems.push(`tradeNo ${strange[0]?.slice(0, 40)} is none, or not below nextTrade`);
  const lost = visits.filter(({ tradeNo, order }) => order === undefined && !tradeNos.has(tradeNo ?? ""));
  if (lost.length > 0) problems.push(`${lost.length} visits have neither a trade nor an order`);
  if (problems.length > 0) throw new SnapshotError(problems);
}

function accountOf(simulation: Simulation, id: string): Account {
  const account = simulation.world.accounts.find((one) => one.id === id);
  if (account === undefined) throw new Error(`account ${id} was checked before`);
  return account;
}

function orderOf(simulation: Simulation, record: OrderRecord): Order {
  return {
    ...record,
    account: accountOf(simulation, record.account),
    totalFen: BigInt(record.totalFen),
    notifyUrl: simulation.addresses.keep(record.notifyUrl),
    returnUrl: simulation.addresses.keep(record.returnUrl),
    expiresAtMs: record.expiresAtMs,
    fields: new Map(record.fields),
  };
}

function tradeOf(simulation: Simulation, record: TradeRecord): Trade {
  const { shipment } = record;
  return {
    ...record,
    order: orderOf(simulation, record.order),
    branch: record.branch,
    totalFen: BigInt(record.totalFen),
    buyerId: record.buyerId,
    paidMs: record.paidMs,
    sentMs: record.sentMs,
    closedMs: record.closedMs,
    refundedMs: record.refundedMs,
    refundedFen: BigInt(record.refundedFen),
    refundStatus: record.refundStatus,
    refunds: record.refunds.map((refund) => ({ ...refund, amountFen: BigInt(refund.amountFen) })),
    cashierToken: record.cashierToken,
    shipment: shipment === undefined ? undefined : { ...shipment, invoiceNo: shipment.invoiceNo },
    notices: record.notices.map(noticeOf),
    cancelExpiry: undefined,
  };
}

function batchOf(simulation: Simulation, record: BatchRecord): RefundBatch {
  const { target, items, token, notices } = record;
  return {
    ...record,
    token,
    target: { ...target, account: accountOf(simulation, target.account), notifyUrl: target.notifyUrl },
    items: items.map((item) => ({ ...item, amountFen: BigInt(item.amountFen), result: item.result })),
    notices: notices.map(noticeOf),
  };
}

function noticeOf(notice: TradeRecord["notices"][number]): NoticeSummary {
  return {
    ...notice,
    attempts: notice.attempts.map((one) => (typeof one === "number" ? one : { ...one, answer: one.answer })),
  };
}

function restoreVisits(simulation: Simulation, { visits }: Snapshot): void {
  for (const { token, tradeNo, order, quitUrl, untilMs } of visits) {
    const trade = tradeNo === undefined ? undefined : simulation.trades.byTradeNo(tradeNo);
    const shown = trade?.order ?? (order === undefined ? undefined : orderOf(simulation, order));
    if (shown !== undefined) simulation.visits.restore({ token, order: shown, trade, quitUrl, untilMs });
  }
}

function setTimers(simulation: Simulation): void {
  const paid: Trade[] = [];
  for (const trade of simulation.trades.all()) {
    if (trade.status === "WAIT_BUYER_PAY") awaitExpiry(simulation, trade);
    if (trade.status === "TRADE_SUCCESS" && trade.paidMs !== undefined) paid.push(trade);
    for (const refund of trade.refunds) if (!refund.moved) awaitRefund(simulation, trade, refund);
  }
  for (const batch of simulation.refundBatches.all()) awaitBatch(simulation, batch);
  // The queue of refund windows is in the order of payment.
  paid.sort((a, b) => (a.paidMs ?? 0) - (b.paidMs ?? 0));
  for (const trade of paid) simulation.refundWindows.open(trade);
}
