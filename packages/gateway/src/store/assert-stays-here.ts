// A ledger that was moved to another database, or is on its way, must not be served from here: two ledgers would go on
// from one past.
import { beijingTime } from "@dedepay/alipay";
import type { Kysely } from "kysely";
import { DatabaseRefused } from "./database-refused.ts";
import { findMark } from "./marks.ts";
import type { Tables } from "./tables.ts";

/** Throws DatabaseRefused. */
export async function assertStaysHere(db: Kysely<Tables>): Promise<void> {
  const moved = await findMark(db, "moved");
  if (moved !== undefined) {
    const address = String(moved.detail["to"]);
    throw new DatabaseRefused({
      reason: "moved",
      address,
      zh: `这个账本已于北京时间 ${beijingTime(moved.setAtMs)} 搬走，请改用新的数据库启动`,
      en: `This ledger was moved away at ${new Date(moved.setAtMs).toISOString()}; start on its new database`,
    });
  }
  const moving = (await findMark(db, "moving")) ?? (await findMark(db, "arriving"));
  if (moving === undefined) return;
  throw new DatabaseRefused({
    reason: "moving",
    address: String(moving.detail["to"]),
    zh: "账本搬家没有完成：再运行一次 dedepay move 把它做完，或用 dedepay move --cancel 放弃",
    en: "The move of this ledger is unfinished: run dedepay move again to finish it, or dedepay move --cancel",
  });
}
