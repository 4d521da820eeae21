// Why an order that waits for its money can't be the one which this money was paid for. A buyer may delete an order in any
// state and bring its number back with an old cookie: then the row is younger than the payment.
import { isFloatImage } from "../formats/float-amount.ts";
import type { ShopPayment } from "./shop-event.ts";
import type { ShopOrder } from "./shop-order.ts";

/** The clocks of the shop's host, of ours and Alipay's may differ by this much in all. */
const clocksS = 600;

export function whyNot(order: ShopOrder, payment: ShopPayment): string | undefined {
  if (payment.paidAtS !== undefined && order.createdAtS > payment.paidAtS + clocksS) return "order_newer_than_payment";
  if (!isFloatImage(payment.amountFen, order.totalFen)) return "amount_differs";
  return order.isConsistent ? undefined : "goods_differ_from_total";
}
