// Gold for a member: what a card is worth, where no card is left.
import { type Answer, later, refuse } from "./answer.ts";
import { type Fulfilling, mostTries } from "./fulfilling.ts";
import { memberUnchanged, mostGold, readMember, unchangedValues } from "./member-state.ts";
import { operationOutcome } from "./operation-outcome.ts";
import { receiptMark } from "./shop-event.ts";
import type { Operation } from "./shop-order.ts";
import type { ShopSession } from "./shop-session.ts";

export async function creditGold(
  shop: ShopSession,
  { owner }: Operation,
  { payment, note, gold }: Fulfilling & { readonly gold: number },
): Promise<Answer> {
  const info = `+${gold} ${receiptMark(payment)}`;
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const before = await readMember(shop, owner);
    if (before === undefined) return refuse("member_missing");
    if (before.gold > mostGold - gold) return refuse("gold_would_overflow");
    await note({ what: "gold", before, after: { ...before, gold: before.gold + gold }, info });
    const changed = await shop.change(
      "UPDATE `#@__member` m, `#@__member_operation` o SET m.money=m.money+?, o.sta=2, o.oldinfo=?" +
        ` WHERE o.buyid=? AND o.sta<2 AND m.mid=o.mid AND ${memberUnchanged}`,
      [gold, info, payment.orderNo, ...unchangedValues(before)],
    );
    const outcome = await operationOutcome(shop, { payment, changed, gave: { what: "gold", gold } });
    if (outcome !== undefined) return outcome;
  }
  return later("busy");
}
