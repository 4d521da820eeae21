// A trade as the control API shows it: everything a test or a person wants to know, as plain JSON.
import type { Trade } from "../world/trade.ts";

export interface TradeView {
  trade_no: string;
  out_trade_no: string;
  account: string;
  protocol: "mapi" | "openapi";
  service: string;
  status: string;
  branch: string | null;
  total_fen: number;
  refunded_fen: number;
  subject: string;
  buyer_id: string | null;
  notify_url: string | null;
  return_url: string | null;
  /** Where the buyer sees this trade. */
  cashier_url: string | null;
  refunds: Array<{ request_no: string; amount_fen: number; moved: boolean; at: string }>;
  created_at: string;
  paid_at: string | null;
  sent_at: string | null;
  closed_at: string | null;
  expires_at: string;
  notifications: Array<{
    notify_id: string;
    status: string;
    state: string;
    attempts: Array<{ at: string; acknowledged: boolean; outcome: string; answer: string | null }>;
  }>;
}

/** `origin`: scheme, host and port of the simulator. */
export function tradeView(trade: Trade, origin: string): TradeView {
  const { order } = trade;
  const time = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());
  return {
    trade_no: trade.tradeNo,
    out_trade_no: order.outTradeNo,
    account: order.account.id,
    protocol: order.account.protocol,
    service: order.service,
    status: trade.status,
    branch: trade.branch ?? null,
    total_fen: Number(trade.totalFen),
    refunded_fen: Number(trade.refundedFen),
    subject: order.subject,
    buyer_id: trade.buyerId ?? null,
    notify_url: order.notifyUrl ?? null,
    return_url: order.returnUrl ?? null,
    cashier_url: trade.cashierToken === undefined ? null : `${origin}/cashier/${trade.cashierToken}`,
    refunds: trade.refunds.map(({ requestNo, amountFen, moved, atMs }) => ({
      request_no: requestNo,
      amount_fen: Number(amountFen),
      moved,
      at: new Date(atMs).toISOString(),
    })),
    created_at: new Date(trade.createdMs).toISOString(),
    paid_at: time(trade.paidMs),
    sent_at: time(trade.sentMs),
    closed_at: time(trade.closedMs),
    expires_at: new Date(trade.expiresMs).toISOString(),
    notifications: trade.notices.map((notice) => ({
      notify_id: notice.notifyId,
      status: notice.status,
      state: notice.state,
      attempts: notice.attempts.map((attempt) => {
        const acknowledged = typeof attempt === "number";
        const { atMs, outcome, answer } = acknowledged ? { atMs: attempt, outcome: "HTTP 200", answer: null } : attempt;
        return { at: new Date(atMs).toISOString(), acknowledged, outcome, answer: answer ?? null };
      }),
    })),
  };
}
