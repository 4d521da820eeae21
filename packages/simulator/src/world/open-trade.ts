// Makes a trade from an order, or finds the one which exists under its number: same content is the same trade, other
// content is refused. Sets the time-out which closes it unpaid.
import { beijingTime } from "@dedepay/alipay";
import { closeTrade } from "./close-trade.ts";
import type { Simulation } from "./simulation.ts";
import type { Order, Trade } from "./trade.ts";
import { isPaid } from "./trade-machine.ts";
import { tradeNumber } from "./trade-number.ts";

export type OpenedTrade =
  | { kind: "opened"; trade: Trade; isNew: boolean }
  | { kind: "refused"; reason: "content_changed"; differs: readonly OrderContent[] }
  | { kind: "refused"; reason: "already_paid" | "closed" | "expired" };

/** What decides whether a number came again for the same thing, the amounts first. */
export type OrderContent = (typeof contents)[number];

const contents = ["price", "quantity", "total", "service", "subject", "body", "payment_type"] as const;

/** Whether the order's number is free or stands for the same, still unpaid trade. Makes nothing. */
export function orderRefusal(
  simulation: Simulation,
  order: Order,
): Exclude<OpenedTrade, { kind: "opened" }> | undefined {
  const existing = simulation.trades.find(order.sellerId, { outTradeNo: order.outTradeNo });
  if (existing === undefined) {
    const late = order.expiresAtMs !== undefined && order.expiresAtMs <= simulation.clock.nowMs();
    return late ? { kind: "refused", reason: "expired" } : undefined;
  }
  const differs = contents.filter((name) => contentOf(existing.order, name) !== contentOf(order, name));
  if (differs.length > 0) return { kind: "refused", reason: "content_changed", differs };
  if (isPaid(existing) && existing.status !== "TRADE_CLOSED") return { kind: "refused", reason: "already_paid" };
  if (existing.status === "TRADE_CLOSED") return { kind: "refused", reason: "closed" };
  return undefined;
}

function contentOf(order: Order, name: OrderContent): string | bigint | undefined {
  switch (name) {
    case "price":
    case "quantity":
    case "payment_type":
      return order.fields.get(name);
    case "total":
      return order.totalFen;
    case "service":
    case "subject":
    case "body":
      return order[name];
  }
}

/** The trade of an order, made now if it does not exist. A new one may be notified as WAIT_BUYER_PAY. */
export function openTrade(simulation: Simulation, order: Order): OpenedTrade {
  const refused = orderRefusal(simulation, order);
  if (refused !== undefined) return refused;
  const existing = simulation.trades.find(order.sellerId, { outTradeNo: order.outTradeNo });
  if (existing !== undefined) return { kind: "opened", trade: existing, isNew: false };
  const trade = makeTrade(simulation, order);
  simulation.trades.add(trade);
  awaitExpiry(simulation, trade);
  void simulation.announce(trade, "status_changed");
  return { kind: "opened", trade, isNew: true };
}

/** Closes the trade when its time is over and nobody has paid. */
export function awaitExpiry(simulation: Simulation, trade: Trade): void {
  const { clock } = simulation;
  trade.cancelExpiry = clock.setTimer(trade.expiresMs - clock.nowMs(), async () => {
    await closeTrade(simulation, trade);
  });
}

const none: readonly never[] = [];

function makeTrade(simulation: Simulation, order: Order): Trade {
  const nowMs = simulation.clock.nowMs();
  const byLife = nowMs + order.lifeMs;
  const day = beijingTime(nowMs).slice(0, 10).replaceAll("-", "");
  return {
    tradeNo: tradeNumber({ day, sellerId: order.sellerId, serial: simulation.takeTradeSerial() }),
    order,
    status: "WAIT_BUYER_PAY",
    branch: undefined,
    totalFen: order.totalFen,
    buyerId: undefined,
    createdMs: nowMs,
    expiresMs: Math.max(nowMs, Math.min(byLife, order.expiresAtMs ?? byLife)),
    paidMs: undefined,
    sentMs: undefined,
    closedMs: undefined,
    refundedMs: undefined,
    refundedFen: 0n,
    refundStatus: undefined,
    refunds: none,
    cashierToken: undefined,
    shipment: undefined,
    notices: none,
    cancelExpiry: undefined,
  };
}
