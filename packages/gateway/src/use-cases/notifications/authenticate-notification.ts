// Whether a notification is Alipay's own word to this account. Nothing of it is believed before, and nothing else makes it so.
import { type AccountRow, findAccountLately } from "../../store/accounts.ts";
import type { Context } from "../context.ts";
import { isReturn } from "./is-return.ts";
import type { RefusedNotification } from "./keep-refused-notification.ts";
import { legacyParameters, type ReceivedNotification } from "./notification-row.ts";

export type Authentic = { isAuthentic: true; account: AccountRow; fields: Record<string, string> };
export type Authentication = Authentic | { isAuthentic: false; refused: RefusedNotification };

export async function authenticateNotification(context: Context, input: ReceivedNotification): Promise<Authentication> {
  const account = await context.store.run((db) => findAccountLately(db, input.accountId));
  if (account === undefined) {
    const refused = { input, accountId: "unknown", outcome: "unknown_account" as const, reason: "" };
    return { isAuthentic: false, refused };
  }
  const about = { input, accountId: account.id, outcome: "unverified" as const };
  const ownParameters = input.forwardedBy === undefined ? [] : legacyParameters;
  const verdict = context.channel.verifyNotification(account, input.rawBody, { ownParameters });
  if (!verdict.verified) return { isAuthentic: false, refused: { ...about, account, reason: verdict.reason } };
  if (isReturn(account.protocol, verdict.fields)) {
    return { isAuthentic: false, refused: { ...about, reason: "return_posted_as_notification" } };
  }
  return { isAuthentic: true, account, fields: verdict.fields };
}
