// Carries a refund batch out, item by item, and tells its notify_url (batch_refund_notify).
import { formatYuan } from "@dedepay/alipay";
import type { RefundBatch, RefundItem } from "../world/refund-batch.ts";
import { refundTrade } from "../world/refund-trade.ts";
import type { Simulation } from "../world/simulation.ts";
import { refundItemCodes } from "./refund-item-codes.ts";

/** Refunds every item that can be. `pendingMs`: the money moves, and the notification goes out, that much later. */
export function runRefundBatch(simulation: Simulation, batch: RefundBatch, pendingMs?: number): void {
  if (batch.state !== "waiting") return;
  batch.state = "done";
  for (const item of batch.items) item.result = refundItem(simulation, batch, { item, pendingMs });
  if (pendingMs === undefined) void announceBatch(simulation, batch);
  else {
    batch.announceAtMs = simulation.clock.nowMs() + pendingMs;
    awaitBatch(simulation, batch);
  }
}

/** Sets the timers of a batch: its slow notification, and midnight in Beijing for one which waits for the operator. */
export function awaitBatch(simulation: Simulation, batch: RefundBatch): void {
  const { clock } = simulation;
  const nowMs = clock.nowMs();
  const { announceAtMs } = batch;
  if (announceAtMs !== undefined && announceAtMs > nowMs) {
    clock.setTimer(announceAtMs - nowMs, () => announceBatch(simulation, batch));
  }
  if (batch.state !== "waiting") return;
  const midnightMs = nextMidnightMs(batch.createdMs);
  clock.setTimer(midnightMs - nowMs, () => {
    if (batch.state === "waiting") batch.state = "lapsed";
  });
}

const dayMs = 86_400_000;
const beijingOffsetMs = 8 * 3_600_000;

function nextMidnightMs(ms: number): number {
  return ms + dayMs - ((ms + beijingOffsetMs) % dayMs);
}

function refundItem(
  simulation: Simulation,
  batch: RefundBatch,
  o: { item: RefundItem; pendingMs: number | undefined },
): string {
  const { item, pendingMs } = o;
  const trade = simulation.trades.byTradeNo(item.tradeNo);
  if (trade === undefined) return "TRADE_NOT_EXISTS";
  if (trade.order.sellerId !== batch.target.sellerId) return "NOT_THIS_PARTNERS_TRADE";
  if (trade.branch === "escrow") return "TRADE_PRODUCT_NOT_ALLOW_REFUND";
  if (item.amountFen <= 0n) return "RESULT_AMOUNT_NOT_VALID";
  const result = refundTrade(simulation, trade, {
    requestNo: batch.batchNo,
    amountFen: item.amountFen,
    reason: item.reason,
    pendingMs,
  });
  return result.refunded ? "SUCCESS" : refundItemCodes[result.reason];
}

/** `trade_no^amount^RESULT`, joined by #. */
export function resultDetails(items: readonly RefundItem[]): string {
  return items.map((item) => `${item.tradeNo}^${formatYuan(item.amountFen)}^${item.result ?? ""}`).join("#");
}

async function announceBatch(simulation: Simulation, batch: RefundBatch): Promise<void> {
  const succeeded = batch.items.filter((item) => item.result === "SUCCESS").length;
  await simulation.announceOther(
    batch.target,
    {
      facts: (notifyId) =>
        new Map([
          ["notify_type", "batch_refund_notify"],
          ["notify_id", notifyId],
          ["batch_no", batch.batchNo],
          ["success_num", String(succeeded)],
          ["result_details", resultDetails(batch.items)],
        ]),
      label: "batch_refund_notify",
      keep: (summary) => {
        batch.notices = batch.notices.concat(summary);
      },
    },
    "batch_refund_notify",
  );
}
