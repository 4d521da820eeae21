// A statement over two tables is one step on InnoDB. On MyISAM it is not: killed in its middle, the server may have written
// one table and not the other, and repeating it could give twice. So what it is about is noted before, and the next try
// tells from the rows how far it came.
import type { Interruption } from "./interruption.ts";
import { numberOf, type ShopSession } from "./shop-session.ts";

/** Keeps what a statement is about to change, before it is sent. */
export type NoteInterruption = (interruption: Interruption) => Promise<void>;

/** Whether every table of a top-up is transactional. */
export async function isAtomicShop(shop: ShopSession): Promise<boolean> {
  const row = await shop.row(
    "SELECT COUNT(*) AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA=DATABASE() AND ENGINE<>'InnoDB'" +
      " AND TABLE_NAME IN ('#@__member','#@__member_operation','#@__moneycard_record')",
  );
  return numberOf(row, "n") === 0;
}
