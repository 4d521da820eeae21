// Why a refund was not made, in OpenAPI's codes.
import type { RefundRefusal } from "../world/refund-trade.ts";
import { type OpenapiRefusal, openapiRefuse } from "./openapi-refusal.ts";

const codes: Readonly<Record<RefundRefusal, readonly [code: string, zh: string, en: string]>> = {
  not_paid: ["ACQ.TRADE_STATUS_ERROR", "交易还没有付款，不能退款。", "The trade has not been paid."],
  finished: [
    "ACQ.TRADE_HAS_FINISHED",
    "交易已完结，过了退款期限。",
    "The trade is finished; the time for refunds is over.",
  ],
  closed: ["ACQ.TRADE_HAS_CLOSE", "交易已关闭（可能已经全额退款）。", "The trade is closed, perhaps refunded in full."],
  amount_above_rest: [
    "ACQ.REASON_TRADE_REFUND_FEE_ERR",
    "退款金额超过了还可以退的金额。",
    "The amount is above what is left to refund.",
  ],
  same_number_other_amount: [
    "ACQ.DISCORDANT_REPEAT_REQUEST",
    "同一个 out_request_no 已经退过别的金额。",
    "This out_request_no was used for another amount.",
  ],
  balance_too_low: ["ACQ.SELLER_BALANCE_NOT_ENOUGH", "商家的余额不够退款。", "The seller's balance is too low."],
};

export function refundRefusalOf(reason: RefundRefusal): OpenapiRefusal {
  const [code, zh, en] = codes[reason];
  return openapiRefuse("40004", code, { zh, en });
}
