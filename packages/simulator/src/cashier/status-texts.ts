// A trade's status in words.
import type { TradeStatus } from "../world/trade.ts";

export const statusTexts: Readonly<Record<TradeStatus, readonly [zh: string, en: string]>> = {
  WAIT_BUYER_PAY: ["等待付款", "Waiting for payment"],
  WAIT_SELLER_SEND_GOODS: ["钱在担保账户，等卖家发货", "In escrow; the seller has to ship"],
  WAIT_BUYER_CONFIRM_GOODS: ["卖家已发货，收到后请确认", "Shipped; confirm when it has arrived"],
  TRADE_SUCCESS: ["卖家已收到钱", "The seller has the money"],
  TRADE_FINISHED: ["交易完成", "The trade is finished"],
  TRADE_CLOSED: ["交易已关闭", "The trade is closed"],
  TRADE_PENDING: ["已付款，卖家的账户暂时不能收款", "Paid; the seller's account can't receive yet"],
};

/** How a dispute about a trade stands, where there is one. */
export const refundTexts: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  WAIT_SELLER_AGREE: ["买家申请退款，等卖家处理", "The buyer asks for the money back; the seller has to answer"],
  SELLER_REFUSE_BUYER: ["卖家拒绝退款", "The seller refuses"],
  WAIT_BUYER_RETURN_GOODS: ["卖家同意，等买家退货", "Agreed; the buyer has to send the goods back"],
  WAIT_SELLER_CONFIRM_GOODS: ["买家已退货，等卖家收货", "Sent back; the seller has to confirm"],
  REFUND_SUCCESS: ["已退款", "Refunded"],
  REFUND_CLOSED: ["退款申请已撤回", "The request was withdrawn"],
};
