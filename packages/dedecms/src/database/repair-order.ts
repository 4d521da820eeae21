// Mends one order of a shop by one statement, where sending its delivery again can't. Each holds the row against what it was
// when somebody looked: what has changed since stays as it is.
import type { SiteRepair, SiteRepaired } from "@dedepay/gateway";
import { parseInterruption } from "./interruption.ts";
import { memberUnchanged, readMember, unchangedValues } from "./member-state.ts";
import { readInfo } from "./read-orders.ts";
import { findGoods, findOperation } from "./shop-order.ts";
import type { ShopSession } from "./shop-session.ts";

export const repairKinds = {
  /** The order is marked and its member has nothing of it. */
  give: "give",
  /** The order names a card that is still in stock and could be sold to somebody else. */
  takeCard: "take_card",
  /** Goods are marked as paid, nobody paid, and nothing was shipped yet. */
  unmarkGoods: "unmark_goods",
} as const;

const changedMeanwhile: SiteRepaired = { changed: false, outcome: "changed_meanwhile" };

export async function repairOrder(shop: ShopSession, repair: SiteRepair, nowS: number): Promise<SiteRepaired> {
  const { orderNo, kind, detail } = repair;
  switch (kind) {
    case repairKinds.give:
      return give(shop, orderNo, detail);
    case repairKinds.takeCard:
      return takeCard(shop, orderNo, nowS);
    case repairKinds.unmarkGoods:
      return unmarkGoods(shop, orderNo);
    default:
      return { changed: false, outcome: "repair_unknown" };
  }
}

async function give(shop: ShopSession, orderNo: string, detail: unknown): Promise<SiteRepaired> {
  const interruption = parseInterruption(detail);
  const order = await findOperation(shop, orderNo);
  if (
    interruption === undefined ||
    interruption.what === "card" ||
    order.found !== 1 ||
    !order.info.startsWith(interruption.info)
  )
    return changedMeanwhile;
  const { before, after } = interruption;
  const changed = await shop.change(
    "UPDATE `#@__member` m SET m.money=?, m.`rank`=?, m.uptime=?, m.exptime=?, m.scores=?" +
      ` WHERE m.mid=? AND ${memberUnchanged}`,
    [...unchangedValues(after), order.owner, ...unchangedValues(before)],
  );
  return changed > 0 ? { changed: true, outcome: "given" } : changedMeanwhile;
}

async function takeCard(shop: ShopSession, orderNo: string, nowS: number): Promise<SiteRepaired> {
  const { found, info, owner } = await findOperation(shop, orderNo);
  const { number } = readInfo(info);
  if (found !== 1 || number === null || (await readMember(shop, owner)) === undefined) return changedMeanwhile;
  const changed = await shop.change(
    "UPDATE `#@__moneycard_record` SET uid=?, isexp=1, utime=? WHERE cardid=? AND isexp=0",
    [owner, nowS, number],
  );
  return changed > 0 ? { changed: true, outcome: "card_taken" } : changedMeanwhile;
}

async function unmarkGoods(shop: ShopSession, orderNo: string): Promise<SiteRepaired> {
  if ((await findGoods(shop, orderNo)).found !== 1) return changedMeanwhile;
  const changed = await shop.change("UPDATE `#@__shops_orders` SET state=0 WHERE oid=? AND state=1", [orderNo]);
  return changed > 0 ? { changed: true, outcome: "unmarked" } : changedMeanwhile;
}
