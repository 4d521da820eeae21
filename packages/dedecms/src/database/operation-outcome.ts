// What became of a top-up after a statement that should have claimed it: the row afterwards decides, not what was read before.
import { type Answer, alreadyDone, done, refuse } from "./answer.ts";
import { receiptMark, type ShopPayment } from "./shop-event.ts";
import { findOperation } from "./shop-order.ts";
import type { ShopSession } from "./shop-session.ts";

export type Claimed = {
  readonly payment: ShopPayment;
  readonly changed: number;
  readonly gave: Readonly<Record<string, string | number>>;
};

/** Undefined: the order still waits, something else has changed. */
export async function operationOutcome(
  shop: ShopSession,
  { payment, changed, gave }: Claimed,
): Promise<Answer | undefined> {
  if (changed > 0) return done(gave);
  const order = await findOperation(shop, payment.orderNo);
  if (order.found !== 1) return refuse(order.found === 0 ? "order_missing" : "order_doubled");
  if (!order.isSettled) return undefined;
  return order.info.includes(receiptMark(payment)) ? alreadyDone : refuse("closed_without_fulfilment");
}
