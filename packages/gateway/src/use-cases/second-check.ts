// The second check of a notification: asks Alipay whether it sent this one and has not been answered yet.
import { readSettings } from "../channel/account-settings.ts";
import { findNotification } from "../store/notifications.ts";
import type { AccountsTable } from "../store/tables/accounts.ts";
import type { Context } from "./context.ts";

/**
 * The second check of the partner protocol's MD5, whose key may be known to others (old shop software holds it, too).
 * It comes after the duplicate check, because a message that was acknowledged is never fresh again.
 */
export async function isFresh(
  context: Context,
  { account, notifyId, messageKey }: { account: AccountsTable; notifyId: string | undefined; messageKey: string },
): Promise<boolean> {
  if (account.protocol !== "mapi" || readSettings(account.settingsJson).signType !== "MD5") return true;
  const known = await context.store.run((db) => findNotification(db, account.id, messageKey));
  if (known !== undefined && known.outcome !== "unconfirmed") return true;
  // Every message of Alipay's has an id to ask about; one without could be made by whoever holds the key.
  if (notifyId === undefined) return false;
  return (await context.channel.checkFreshness(account, notifyId)) !== "not_fresh";
}
