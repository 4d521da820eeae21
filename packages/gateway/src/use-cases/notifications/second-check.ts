// The second check of a notification: asks Alipay whether it sent this one and has not been answered yet.
import { readSettings } from "../../channel/account-settings.ts";
import { findLookAlikeKey } from "../../store/look-alike-sites.ts";
import { findNotification } from "../../store/notifications.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import type { Context } from "../context.ts";

/** `key_shared`: only a query can tell. */
export type SecondCheck = "passed" | "not_fresh" | "key_shared";

/** What the owner is told, by the reason. */
export const unconfirmedTitles = {
  not_fresh: {
    zh: "通知签名正确，但支付宝不确认发出过它；未入账，正在查询",
    en: "A notification verifies, but Alipay does not confirm having sent it; nothing was booked, being queried",
  },
  key_shared: {
    zh: "这个账户的密钥也在旧网站里，通知须经查询确认；暂未确认，未入账，正在查询",
    en: "An old shop holds this account's key, too, so a notification counts only with a query; not confirmed yet, nothing was booked",
  },
} as const;

/**
 * The second check of the partner protocol's MD5, whose key may be known to others (old shop software holds it, too).
 * It comes after the duplicate check, because a message that was acknowledged is never fresh again.
 */
export async function secondCheck(
  context: Context,
  { account, notifyId, messageKey }: { account: AccountsTable; notifyId: string | undefined; messageKey: string },
): Promise<SecondCheck> {
  if (account.protocol !== "mapi" || readSettings(account.settingsJson).signType !== "MD5") return "passed";
  const known = await context.store.run((db) => findNotification(db, account.id, messageKey));
  if (known !== undefined && known.outcome !== "unconfirmed") return "passed";
  // A site's old software signs with this very key, so a signature proves nothing about Alipay; also after it was revoked.
  const shared = await context.store.run((db) => findLookAlikeKey(db, account.pid));
  if (shared?.origin === "alipay") return "key_shared";
  // Every message of Alipay's has an id to ask about; one without could be made by whoever holds the key.
  if (notifyId === undefined) return "not_fresh";
  return (await context.channel.checkFreshness(account, notifyId)) === "not_fresh" ? "not_fresh" : "passed";
}
