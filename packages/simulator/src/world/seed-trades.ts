// Makes the trades which a world begins with, by the same steps as any other; nobody is notified of what went before.

import { closeTrade } from "./close-trade.ts";
import { dispute } from "./dispute.ts";
import { openTrade } from "./open-trade.ts";
import { payTrade } from "./pay-trade.ts";
import { productServices } from "./product-services.ts";
import { refundTrade } from "./refund-trade.ts";
import { confirmReceipt, shipTrade } from "./ship-trade.ts";
import type { Simulation } from "./simulation.ts";
import type { Order, Trade } from "./trade.ts";
import { statusAfter } from "./trade-machine.ts";
import type { TradeSeed } from "./trade-seed.ts";
import { sellerIdOf } from "./world.ts";

const lifeMs = 15 * 86_400_000;
const nothingKept: ReadonlyMap<string, string> = new Map();

/** For a simulation which begins from its world and not from a snapshot. The seeds were checked with the world. */
export function seedTrades(simulation: Simulation): void {
  for (const seed of simulation.world.trades ?? []) {
    const order = orderOf(simulation, seed);
    const opened = openTrade(simulation, order);
    if (opened.kind === "refused") throw new Error(`trade ${seed.outTradeNo}: ${opened.reason}`);
    const { trade } = opened;
    goTo(simulation, trade, seed);
    simulation.visits.open(order, trade);
    order.notifyUrl = simulation.addresses.keep(seed.notifyUrl);
  }
}

function orderOf(simulation: Simulation, seed: TradeSeed): Order {
  const account = simulation.world.accounts.find(({ id }) => id === seed.account);
  if (account === undefined) throw new Error(`no account ${seed.account}`);
  const { product } = seed;
  return {
    account,
    sellerId: sellerIdOf(account),
    service: productServices[account.protocol][product] ?? "",
    product,
    kind: product === "escrow" || product === "dual" ? product : "direct",
    outTradeNo: seed.outTradeNo,
    totalFen: BigInt(seed.totalFen),
    subject: seed.subject,
    body: "",
    charset: "utf-8",
    signType: account.protocol === "mapi" ? "MD5" : account.signType,
    // Set when everything that went before has happened.
    notifyUrl: undefined,
    returnUrl: simulation.addresses.keep(seed.returnUrl),
    lifeMs,
    expiresAtMs: undefined,
    fields: nothingKept,
  };
}

function goTo(simulation: Simulation, trade: Trade, { reached, buyer, refundedFen }: TradeSeed): void {
  if (reached === "unpaid") return;
  if (reached === "closed") {
    void closeTrade(simulation, trade);
    return;
  }
  const userId = buyer ?? simulation.world.buyers.find(({ status }) => status === "normal")?.userId ?? "";
  payTrade(simulation, trade, { userId, quietly: true });
  if (refundedFen !== undefined) refund(simulation, trade, BigInt(refundedFen));
  if (reached === "refunded") refund(simulation, trade, trade.totalFen);
  if (reached === "refund_asked") void dispute(simulation, trade, "ask");
  const inEscrow = trade.branch === "escrow";
  if (reached === "shipped" || (reached === "finished" && inEscrow)) {
    shipTrade(simulation, trade, { logisticsName: "模拟快递", invoiceNo: undefined, transportType: "EXPRESS" });
  }
  if (reached !== "finished") return;
  if (inEscrow) confirmReceipt(simulation, trade);
  else {
    trade.status = statusAfter(trade.status, "end_refund_window") ?? trade.status;
    trade.closedMs = simulation.clock.nowMs();
  }
}

function refund(simulation: Simulation, trade: Trade, amountFen: bigint): void {
  refundTrade(simulation, trade, { requestNo: "SEED", amountFen, reason: "" });
}
