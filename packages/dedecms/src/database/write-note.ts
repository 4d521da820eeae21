// Refunds and closed trades become a line in the order's text, where the owner reads it. No state, stock or gold is touched:
// what was handed out is taken back by a person or not at all.
import { formatYuan } from "@dedepay/alipay";
import type { Answer } from "./answer.ts";
import type { ShopEvent } from "./shop-event.ts";
import type { ShopOrder } from "./shop-order.ts";
import type { ShopSession } from "./shop-session.ts";
import { shopTexts } from "./shop-text.ts";

const places: Readonly<Record<ShopOrder["kind"], { table: string; column: string; key: string }>> = {
  goods: { table: "#@__shops_userinfo", column: "des", key: "oid" },
  member: { table: "#@__member_operation", column: "oldinfo", key: "buyid" },
};

/** The same news again adds nothing. */
export async function writeNote(shop: ShopSession, kind: ShopOrder["kind"], event: ShopEvent): Promise<Answer> {
  const { id, orderNo, refundedFen } = event.payment;
  const what =
    event.type === "payment.refunded" ? `${shopTexts.refunded} ${formatYuan(refundedFen)}` : shopTexts.closed;
  // Not the receipt: that stands only beside what was handed out.
  const line = ` [${what} #${id.slice(-8)}]`;
  const { table, column, key } = places[kind];
  const changed = await shop.change(
    `UPDATE \`${table}\` SET ${column}=CONCAT(IFNULL(${column},''),?) WHERE ${key}=? AND INSTR(IFNULL(${column},''),?)=0`,
    [line, orderNo, line],
  );
  return { status: 200, outcome: changed > 0 ? "written_down" : "noted" };
}
