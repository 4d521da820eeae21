// What a notification, a return or a query says about one trade, strictly parsed, the same for both protocols.

export type TradeFacts = {
  readonly protocol: "mapi" | "openapi";
  readonly outTradeNo: string;
  readonly tradeNo?: string;
  /** Alipay's own word; new ones may come. */
  readonly tradeStatus: string;
  readonly totalFen: bigint;
  /** MAPI's is_total_fee_adjust: the seller may change the price of an unpaid escrow trade, and Alipay sets this flag. */
  readonly isTotalAdjusted?: boolean;
  readonly sellerId?: string;
  readonly sellerEmail?: string;
  readonly appId?: string;
  readonly buyerId?: string;
  readonly refundStatus?: string;
  /** All refunds of this trade so far together. */
  readonly refundedFen?: bigint;
  readonly outRequestNo?: string;
  readonly gmtPaymentMs?: number;
  readonly gmtRefundMs?: number;
  readonly gmtCloseMs?: number;
  readonly notifyId?: string;
  readonly notifyTimeMs?: number;
  readonly refundTimeMs?: number;
};
