// Which action leads a trade from which status to which: the whole table of the facts' section on statuses.
import type { Trade, TradeStatus } from "./trade.ts";

export type TradeAction =
  | "pay_instant_refundable"
  | "pay_instant_basic"
  | "pay_escrow"
  | "pay_pending"
  | "settle_pending"
  | "ship"
  | "confirm"
  | "close_unpaid"
  | "refund_all"
  | "end_refund_window";

const table: Readonly<Record<TradeStatus, Partial<Record<TradeAction, TradeStatus>>>> = {
  WAIT_BUYER_PAY: {
    pay_instant_refundable: "TRADE_SUCCESS",
    pay_instant_basic: "TRADE_FINISHED",
    pay_escrow: "WAIT_SELLER_SEND_GOODS",
    pay_pending: "TRADE_PENDING",
    close_unpaid: "TRADE_CLOSED",
  },
  WAIT_SELLER_SEND_GOODS: { ship: "WAIT_BUYER_CONFIRM_GOODS", refund_all: "TRADE_CLOSED" },
  // Shipping again is allowed while the buyer has not confirmed.
  WAIT_BUYER_CONFIRM_GOODS: { ship: "WAIT_BUYER_CONFIRM_GOODS", confirm: "TRADE_FINISHED", refund_all: "TRADE_CLOSED" },
  TRADE_PENDING: { settle_pending: "TRADE_SUCCESS", refund_all: "TRADE_CLOSED" },
  TRADE_SUCCESS: { refund_all: "TRADE_CLOSED", end_refund_window: "TRADE_FINISHED" },
  TRADE_FINISHED: {},
  TRADE_CLOSED: {},
};

/** The status after the action, or undefined where the trade does not allow it. */
export function statusAfter(status: TradeStatus, action: TradeAction): TradeStatus | undefined {
  return table[status][action];
}

/** Whether the buyer's money is in: with the seller, in escrow, or waiting for the seller's account. */
export function isPaid(trade: Trade): boolean {
  return trade.paidMs !== undefined;
}
