// Which code of which protocol stands for a payment that could not be made at the cashier.
import type { OpenedTrade } from "../world/open-trade.ts";
import type { PayRefusal } from "../world/pay-trade.ts";

export type CashierReason = PayRefusal | Extract<OpenedTrade, { kind: "refused" }>["reason"] | "failed";

interface CashierCode {
  mapi: string;
  openapi: string;
  zh: string;
  en: string;
}

export const cashierCodes: Readonly<Record<CashierReason, CashierCode>> = {
  content_changed: {
    mapi: "TRADE_DATA_MATCH_ERROR",
    openapi: "ACQ.CONTEXT_INCONSISTENT",
    zh: "同一订单号已经建过内容不同的交易。",
    en: "A trade with other content exists under this order number.",
  },
  already_paid: {
    mapi: "TRADE_NOT_ALLOWED_PAY",
    openapi: "ACQ.TRADE_HAS_SUCCESS",
    zh: "这笔交易已经付过款。",
    en: "This trade has been paid.",
  },
  closed: {
    mapi: "TRADE_NOT_ALLOWED_PAY",
    openapi: "ACQ.TRADE_HAS_CLOSE",
    zh: "这笔交易已经关闭。",
    en: "This trade is closed.",
  },
  expired: {
    mapi: "TRADE_NOT_ALLOWED_PAY",
    openapi: "ACQ.TRADE_HAS_CLOSE",
    zh: "付款期限已过。",
    en: "The time to pay has passed.",
  },
  buyer_unknown: {
    mapi: "BUYER_NOT_EXIST",
    openapi: "ACQ.BUYER_NOT_EXIST",
    zh: "没有选买家。",
    en: "No buyer was chosen.",
  },
  buyer_is_seller: {
    mapi: "BUYER_SELLER_EQUAL",
    openapi: "ACQ.BUYER_SELLER_EQUAL",
    zh: "买家和卖家是同一个账户，不能给自己付款。",
    en: "Buyer and seller are the same account; nobody can pay himself.",
  },
  buyer_differs: {
    mapi: "TRADE_BUYER_NOT_MATCH",
    openapi: "ACQ.TRADE_BUYER_NOT_MATCH",
    zh: "这笔交易已经属于另一位买家。",
    en: "This trade belongs to another buyer already.",
  },
  buyer_frozen: {
    mapi: "BUYER_ENABLE_STATUS_FORBID",
    openapi: "ACQ.BUYER_ENABLE_STATUS_FORBID",
    zh: "买家的账户被冻结，不能付款。",
    en: "The buyer's account is frozen.",
  },
  buyer_unverified: {
    mapi: "ERROR_BUYER_CERTIFY_LEVEL_LIMIT",
    openapi: "ACQ.ERROR_BUYER_CERTIFY_LEVEL_LIMIT",
    zh: "买家还没有完成实名认证，不能付款。",
    en: "The buyer's identity has not been verified.",
  },
  balance_too_low: {
    mapi: "BUYER_BANKCARD_BALANCE_NOT_ENOUGH",
    openapi: "ACQ.BUYER_BALANCE_NOT_ENOUGH",
    zh: "买家的余额不够。",
    en: "The buyer's balance is too low.",
  },
  failed: {
    mapi: "PAYMENT_FAIL",
    openapi: "ACQ.PAYMENT_FAIL",
    zh: "付款失败，没有扣款。",
    en: "The payment failed; nothing was charged.",
  },
};
