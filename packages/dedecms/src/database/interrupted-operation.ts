// How far a statement came that broke in its middle on MyISAM: told by the rows, held against what they were before and
// should have become. What is clear is finished; what is not stays with a person.

import type { MemberColumns } from "@dedepay/gateway";
import { type Answer, refuse } from "./answer.ts";
import type { Interruption } from "./interruption.ts";
import { readMember } from "./member-state.ts";
import { operationOutcome } from "./operation-outcome.ts";
import { receiptMark, type ShopPayment } from "./shop-event.ts";
import type { Operation } from "./shop-order.ts";
import { numberOf, type ShopRow, type ShopSession } from "./shop-session.ts";
import { shopTexts } from "./shop-text.ts";

type Unfinished = { readonly payment: ShopPayment; readonly interruption: Interruption };

/** Of an order that is not marked. Undefined: the statement left no trace, so the fulfilment may begin anew. */
export async function finishInterrupted(
  shop: ShopSession,
  order: Operation,
  { payment, interruption }: Unfinished,
): Promise<Answer | undefined> {
  if (interruption.what === "card") return finishCard(shop, order, { payment, card: interruption.card });
  const now = await readMember(shop, order.owner);
  const { before, after, info, what } = interruption;
  if (now === undefined || isState(now, before, what)) return undefined;
  if (isState(now, after, what)) return markDone(shop, { payment, info, gave: what });
  return { ...refuse("interrupted_unclear"), interruption };
}

async function finishCard(
  shop: ShopSession,
  { owner }: Operation,
  { payment, card }: { readonly payment: ShopPayment; readonly card: number },
): Promise<Answer | undefined> {
  const row = await readCard(shop, card);
  if (row === undefined || numberOf(row, "isexp") === 0) return undefined;
  const number = row["cardid"] ?? "";
  if (numberOf(row, "uid") !== owner || (await isNamed(shop, owner, number))) return undefined;
  // Sold to this member, and no order of the member tells of it: it is this order's.
  const info = `${shopTexts.card_number}${number} ${receiptMark(payment)}`;
  return markDone(shop, { payment, info, gave: "card" });
}

type Mark = { readonly payment: ShopPayment; readonly info: string; readonly gave: string };

async function markDone(shop: ShopSession, { payment, info, gave }: Mark): Promise<Answer | undefined> {
  const changed = await shop.change("UPDATE `#@__member_operation` SET sta=2, oldinfo=? WHERE buyid=? AND sta<2", [
    info,
    payment.orderNo,
  ]);
  return operationOutcome(shop, { payment, changed, gave: { what: gave, mended: "mark" } });
}

/** Of an order that bears our mark: whether what the mark tells of was not given. A card that it names is taken out of stock. */
export async function marksWithoutGiving(
  shop: ShopSession,
  order: Operation,
  { interruption, nowS }: { readonly interruption: Interruption; readonly nowS: number },
): Promise<boolean> {
  if (interruption.what === "card") {
    const row = await readCard(shop, interruption.card);
    if (row !== undefined && order.info.includes(row["cardid"] ?? "\0")) {
      await shop.change("UPDATE `#@__moneycard_record` SET uid=?, isexp=1, utime=? WHERE aid=? AND isexp=0", [
        order.owner,
        nowS,
        interruption.card,
      ]);
    }
    return false;
  }
  const now = await readMember(shop, order.owner);
  return now !== undefined && isState(withoutOwn(now), interruption.before, interruption.what);
}

/**
 * A rank's beginning tells one upgrade from another; what a member spends meanwhile does not matter to it. Gold looks like any
 * other gold: where another order of the member was done since, nothing can be told from it.
 */
export function isState(now: MemberColumns, other: MemberColumns, what: "gold" | "rank"): boolean {
  if (what === "gold") return now.gold === other.gold && now.settled === other.settled;
  return now.rank === other.rank && now.uptime === other.uptime && now.exptime === other.exptime;
}

/** The member as it was before its own order was counted among those that are done. */
export function withoutOwn(now: MemberColumns): MemberColumns {
  return { ...now, settled: now.settled - 1 };
}

function readCard(shop: ShopSession, card: number): Promise<ShopRow | undefined> {
  return shop.row("SELECT cardid, uid, isexp FROM `#@__moneycard_record` WHERE aid=?", [card]);
}

async function isNamed(shop: ShopSession, owner: number, number: string): Promise<boolean> {
  const row = await shop.row("SELECT COUNT(*) AS n FROM `#@__member_operation` WHERE mid=? AND INSTR(oldinfo,?)>0", [
    owner,
    number,
  ]);
  return numberOf(row, "n") > 0;
}
