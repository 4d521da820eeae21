// A trade in the words of single_trade_query (booleans are T and F there).
import { beijingTime, formatYuan } from "@dedepay/alipay";
import type { Simulation } from "../world/simulation.ts";
import type { Trade } from "../world/trade.ts";

/** The children of `<trade>`, in the order of the alphabet, empty ones left out. */
export function tradeFields(simulation: Simulation, trade: Trade): Array<[string, string]> {
  const { order } = trade;
  const time = (ms: number | undefined): string => (ms === undefined ? "" : beijingTime(ms));
  const buyer = trade.buyerId === undefined ? undefined : simulation.accounts.payer(trade.buyerId);
  const lastMs = Math.max(
    trade.createdMs,
    trade.paidMs ?? 0,
    trade.sentMs ?? 0,
    trade.closedMs ?? 0,
    trade.refundedMs ?? 0,
  );
  const all: Array<[string, string]> = [
    ["additional_trade_status", ""],
    ["body", order.body],
    ["buyer_email", buyer?.logonId ?? ""],
    ["buyer_id", trade.buyerId ?? ""],
    ["discount", order.fields.get("discount") ?? "0.00"],
    ["flag_trade_locked", "0"],
    ["gmt_close", time(trade.closedMs)],
    ["gmt_create", time(trade.createdMs)],
    ["gmt_last_modified_time", time(lastMs)],
    ["gmt_payment", time(trade.paidMs)],
    ["gmt_refund", time(trade.refundedMs)],
    ["gmt_send_goods", time(trade.sentMs)],
    ["is_total_fee_adjust", trade.totalFen === order.totalFen ? "F" : "T"],
    ["logistics_fee", order.kind === "direct" ? "" : (order.fields.get("logistics_fee") ?? "0.00")],
    ["operator_role", "B"],
    ["out_trade_no", order.outTradeNo],
    ["payment_type", order.fields.get("payment_type") ?? "1"],
    ["price", order.fields.get("price") ?? formatYuan(order.totalFen)],
    ["quantity", order.fields.get("quantity") ?? "1"],
    ["refund_fee", trade.refundedFen === 0n ? "" : formatYuan(trade.refundedFen)],
    ["refund_status", trade.refundStatus ?? ""],
    ["seller_email", order.account.sellerEmail],
    ["seller_id", order.sellerId],
    ["subject", order.subject],
    ["time_out", time(trade.paidMs === undefined ? trade.expiresMs : undefined)],
    ["to_buyer_fee", formatYuan(trade.refundedFen)],
    ["to_seller_fee", formatYuan(isWithSeller(trade) ? trade.totalFen : 0n)],
    ["total_fee", formatYuan(trade.totalFen)],
    ["trade_no", trade.tradeNo],
    ["trade_status", trade.status],
    ["use_coupon", "F"],
  ];
  return all.filter(([, value]) => value !== "");
}

function isWithSeller(trade: Trade): boolean {
  if (trade.paidMs === undefined || trade.status === "TRADE_PENDING") return false;
  return trade.branch === "instant" || trade.status === "TRADE_FINISHED";
}
