// Why one item of a refund batch was not carried out, in MAPI's codes.
import type { RefundRefusal } from "../world/refund-trade.ts";

export const refundItemCodes: Readonly<Record<RefundRefusal, string>> = {
  not_paid: "TRADE_STATUS_ERROR",
  finished: "TRADE_HAS_FINISHED",
  closed: "TRADE_HAS_CLOSED",
  amount_above_rest: "REFUND_TRADE_FEE_ERROR",
  same_number_other_amount: "DUPLICATE_BATCH_NO",
  balance_too_low: "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH",
};
