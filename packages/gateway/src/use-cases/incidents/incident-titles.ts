// What the owner reads first when an incident of the payment machine opens.
import type { IncidentCause } from "@dedepay/core";
import type { BilingualText } from "@dedepay/errors";

export const incidentTitles: Readonly<Record<IncidentCause, BilingualText>> = {
  amount_differs: {
    zh: "支付宝报告的金额与订单不一致，未入账",
    en: "Alipay reports another amount than the order's; nothing was booked",
  },
  price_changed_by_seller: {
    zh: "卖家在支付宝改了价，买家还没付款",
    en: "The seller changed the price at Alipay; the buyer has not paid yet",
  },
  changed_price_paid: {
    zh: "买家按卖家在支付宝改过的价格付了款，未入账",
    en: "The buyer paid the price that the seller had changed at Alipay; nothing was booked",
  },
  refund_out_of_range: {
    zh: "支付宝报告的退款金额超出支付金额",
    en: "Alipay reports a refund that the payment cannot cover",
  },
  refund_on_unpaid_trade: {
    zh: "支付宝报告了一笔未支付交易的退款",
    en: "Alipay reports a refund on a trade that is not paid",
  },
  refund_before_payment: {
    zh: "先收到退款、尚未收到支付结果，正在查询",
    en: "A refund arrived before any report of the payment; being queried",
  },
  closed_with_part_refund: {
    zh: "交易已关闭，但只退了一部分款",
    en: "The trade is closed with only part of the money refunded",
  },
  closed_and_paid: {
    zh: "同一笔交易既报告已支付又报告已关闭",
    en: "One trade is reported both paid and closed",
  },
  escrow_on_direct_trade: {
    zh: "即时到账的订单出现担保交易状态，请核对签约产品",
    en: "An instant payment shows escrow states; check the contracted product",
  },
  surplus: { zh: "买家重复付款", en: "The buyer paid twice" },
  superseded_attempt_paid: {
    zh: "买家按已更换的旧内容付了款，未发货",
    en: "The buyer paid the replaced content of this order; nothing was handed out",
  },
  late_money: { zh: "订单关闭之后收到付款", en: "Money arrived after the payment was closed" },
  seller_cannot_receive: {
    zh: "买家已付款，但卖家支付宝账户无法收款",
    en: "The buyer paid, but the seller's Alipay account cannot receive",
  },
  buyer_refund_request: {
    zh: "买家在支付宝申请退款，请在期限内处理",
    en: "The buyer asks for a refund at Alipay; there is a deadline",
  },
  refund_outcome_unknown: { zh: "退款结果未知，正在查询", en: "The outcome of a refund is unknown; being queried" },
  refund_succeeded_unexpectedly: {
    zh: "出现一笔并非由网关成功提交的退款",
    en: "A refund succeeded that this gateway did not submit or had given up",
  },
};
