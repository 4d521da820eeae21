// Accounts for which Alipay granted error_notify_url, as the owner says.
import { insertIfAbsent } from "./insert-if-absent.ts";
import type { Db } from "./store.ts";

export async function hasErrorNotices(db: Db, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom("errorNoticeAccounts")
    .select("accountId")
    .where("accountId", "=", accountId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function setErrorNotices(
  db: Db,
  o: { accountId: string; enabled: boolean; nowMs: number },
): Promise<void> {
  if (o.enabled) await insertIfAbsent(db, "errorNoticeAccounts", { accountId: o.accountId, sinceMs: o.nowMs });
  else await db.deleteFrom("errorNoticeAccounts").where("accountId", "=", o.accountId).execute();
}
