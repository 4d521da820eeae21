// A card from the stock, or its gold where there is none left, as the CMS does.
import { type Answer, later, refuse } from "./answer.ts";
import { creditGold } from "./credit-gold.ts";
import { type Fulfilling, mostTries } from "./fulfilling.ts";
import { operationOutcome } from "./operation-outcome.ts";
import { receiptMark, type ShopPayment } from "./shop-event.ts";
import type { Operation } from "./shop-order.ts";
import { numberOf, type ShopSession } from "./shop-session.ts";
import { shopTexts } from "./shop-text.ts";

export async function handOutCard(shop: ShopSession, order: Operation, fulfilling: Fulfilling): Promise<Answer> {
  const { payment, nowS, note } = fulfilling;
  // By its number: a type that was renamed meanwhile is still the one which was bought.
  const type = await shop.row("SELECT num FROM `#@__moneycard_type` WHERE tid=?", [order.pid]);
  if (type === undefined) return refuse("card_type_missing");
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const row = await shop.row("SELECT aid FROM `#@__moneycard_record` WHERE ctid=? AND isexp=0 ORDER BY aid LIMIT 1", [
      order.pid,
    ]);
    if (row === undefined)
      return creditGold(shop, order, { ...fulfilling, gold: goldOf(numberOf(type, "num"), payment) });
    const card = numberOf(row, "aid");
    await note({ what: "card", card });
    const changed = await shop.change(
      "UPDATE `#@__moneycard_record` r, `#@__member_operation` o SET r.uid=o.mid, r.isexp=1, r.utime=?, o.sta=2," +
        " o.oldinfo=CONCAT(?,r.cardid,?) WHERE r.aid=? AND r.isexp=0 AND o.buyid=? AND o.sta<2",
      [nowS, shopTexts.card_number, ` ${receiptMark(payment)}`, card, payment.orderNo],
    );
    const outcome = await operationOutcome(shop, { payment, changed, gave: { what: "card", card } });
    if (outcome !== undefined) return outcome;
  }
  return later("busy");
}

/** The gold of a card type as it was when the buyer ordered; a later change of the type is not the buyer's. */
export function goldOf(typeGold: number, { metadata }: Pick<ShopPayment, "metadata">): number {
  const ordered = metadata["gold"];
  return typeof ordered === "string" && /^\d{1,8}$/.test(ordered) ? Number(ordered) : typeGold;
}
