// Alipay's trade_status as the machine reads it (MAPI and OpenAPI use the same seven). A name that is not here moves nothing.

export const tradeStatuses = [
  "WAIT_BUYER_PAY",
  "WAIT_SELLER_SEND_GOODS",
  "WAIT_BUYER_CONFIRM_GOODS",
  "TRADE_PENDING",
  "TRADE_SUCCESS",
  "TRADE_FINISHED",
  "TRADE_CLOSED",
] as const;

/** `UNKNOWN`: any other text, such as the COD_* family; it is kept by the caller, never guessed at. */
export type TradeStatus = (typeof tradeStatuses)[number] | "UNKNOWN";

/** Exact match only: an unknown, misspelt or lower-case status is `UNKNOWN`. */
export function readTradeStatus(text: string): TradeStatus {
  return tradeStatuses.find((status) => status === text) ?? "UNKNOWN";
}
