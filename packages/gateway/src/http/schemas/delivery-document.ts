// What a site is told, in a webhook or where it fetches it.
import type { DeliveryName } from "@dedepay/core";
import { type TSchema, Type } from "typebox";
import { both } from "./both-languages.ts";
import { reference } from "./reference.ts";
import { choice, moment, text } from "./text.ts";

/** By its name; for people what the site should do. */
export const deliveryTypes: Readonly<Record<DeliveryName, string>> = {
  "payment.paid": both("款项已到卖家账户：发货或发放，只做一次", "The money is the seller's: hand out the goods, once"),
  "payment.escrow_paid": both(
    "款项由支付宝保管：发出商品（虚拟商品只在站点自己发货时才有这一条）",
    "The money is with Alipay: ship the goods (told of virtual ones only where the site ships them itself)",
  ),
  "payment.escrow_shipped": both("已发货，等买家确认收货", "Shipped; the buyer has to confirm"),
  "payment.finished": both("交易完结，支付宝接口不再退款", "Finished: refunded by Alipay's interface no more"),
  "payment.closed": both("未支付，已关闭：可以释放库存", "Closed unpaid: free the stock"),
  "payment.held": both("买家已付款，卖家账户暂时不能收款", "Paid, but the seller's account cannot receive it yet"),
  "payment.refunded": both("已退款（部分或全部），见 refunded_fen", "Refunded, in part or in whole; see refunded_fen"),
  "refund.failed": both(
    "退款失败，没有退出去，金额已释放",
    "A refund failed: nothing went back, its amount is free again",
  ),
};

export const deliveryDocument: TSchema = Type.Object(
  {
    id: text(
      "投递编号，重复到达时不变：记住它，只处理一次",
      "Id of the delivery, the same when it comes again: act once",
    ),
    type: choice(Object.keys(deliveryTypes), both("发生的事", "What happened")),
    created_at: moment(both("发生的时间", "When it happened")),
    earlier: Type.Array(Type.String(), {
      description: both("这笔支付以前告诉过站点的事", "What the site was told of this payment before"),
    }),
    payment: reference("Payment"),
    refund: Type.Optional(reference("Refund")),
  },
  { description: both("告诉站点的一件事", "One thing that the site is told") },
);
