// Statements for an owner whose database only the shop's own host reaches: to be run in phpMyAdmin, or in the SQL tool of the
// CMS's back office. The same single statements that the database way sends, held against the same values.
import type { Interruption } from "../database/interruption.ts";
import { shopTexts } from "../database/shop-text.ts";
import { parseOrderNumber } from "../formats/order-number.ts";

/** `orderNo` is one that the CMS makes, so nothing in it needs quoting. */
export type ByHand = { readonly orderNo: string; readonly interruption: Interruption; readonly mark: string };

/** The member has it, the order does not say so. */
export function sqlToMark({ orderNo, interruption, mark }: ByHand): string {
  const info =
    interruption.what === "card"
      ? `CONCAT('${shopTexts.card_number}',(SELECT cardid FROM dede_moneycard_record WHERE aid=${interruption.card}),' [dedepay ${mark}]')`
      : `'${interruption.info}'`;
  return `UPDATE dede_member_operation SET sta=2, oldinfo=${info} WHERE buyid='${orderNo}' AND sta<2;`;
}

/** The order says so, the member has nothing of it. Undefined for a card: its order names it, so only the stock is wrong. */
export function sqlToGive({ orderNo, interruption }: ByHand): string | undefined {
  const parsed = parseOrderNumber(orderNo);
  if (interruption.what === "card" || parsed?.kind !== "member") return undefined;
  const { before, after } = interruption;
  return (
    `UPDATE dede_member SET money=${after.gold}, \`rank\`=${after.rank}, uptime=${after.uptime}, exptime=${after.exptime},` +
    ` scores=${after.scores} WHERE mid=${parsed.memberId} AND money=${before.gold} AND \`rank\`=${before.rank}` +
    ` AND uptime=${before.uptime} AND exptime=${before.exptime} AND scores=${before.scores};`
  );
}

export function sqlToUnmarkGoods(orderNo: string): string {
  return `UPDATE dede_shops_orders SET state=0 WHERE oid='${orderNo}' AND state=1;`;
}

export function sqlToTakeCard(orderNo: string): string {
  return (
    "UPDATE dede_moneycard_record r, dede_member_operation o SET r.uid=o.mid, r.isexp=1, r.utime=UNIX_TIMESTAMP()" +
    ` WHERE o.buyid='${orderNo}' AND r.isexp=0 AND o.oldinfo LIKE CONCAT('${shopTexts.card_number}',r.cardid,' [dedepay %');`
  );
}
