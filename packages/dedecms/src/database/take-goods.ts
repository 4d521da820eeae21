// Goods orders: money makes an unpaid order (state 0) a paid one (state 1), which the owner ships.
import { type Answer, alreadyDone, done, later, refuse } from "./answer.ts";
import type { ShopEvent } from "./shop-event.ts";
import { findGoods, type GoodsOrder } from "./shop-order.ts";
import type { ShopSession } from "./shop-session.ts";
import { shopTexts } from "./shop-text.ts";
import { whyNot } from "./why-not.ts";

export async function takeGoods(shop: ShopSession, order: GoodsOrder, event: ShopEvent): Promise<Answer> {
  const { payment, earlier } = event;
  const wasTold = payment.isAdopted || earlier.includes("payment.escrow_paid");
  if (order.isSettled) {
    // Shipped or finished before we ever heard of money: somebody else's doing, and the owner would not ship again.
    return order.state === 1 || wasTold ? alreadyDone : refuse("finished_before_payment");
  }
  if (wasTold && !payment.isAdopted) return refuse("order_reset_after_payment");
  const why = whyNot(order, payment);
  if (why !== undefined) return refuse(why);
  const { orderNo } = payment;
  const changed = await shop.change(
    "UPDATE `#@__shops_orders` SET state=1 WHERE oid=? AND state=0 AND ROUND(priceCount*100)=?",
    [orderNo, order.totalFen],
  );
  if (changed > 0) return done({ what: "goods" });
  // The row afterwards decides, not what was read before.
  return (await findGoods(shop, orderNo)).state === 1 ? alreadyDone : later("order_changed_meanwhile");
}

/** Name of the order's way of shipping, for Alipay. */
export async function carrierOf(shop: ShopSession, { delivery }: GoodsOrder): Promise<string> {
  const row = await shop.row("SELECT dname FROM `#@__shops_delivery` WHERE pid=?", [delivery]);
  const name = row?.["dname"]?.trim() ?? "";
  return name === "" ? shopTexts.carrier : name;
}
