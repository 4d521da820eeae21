// Verifies the query with which Alipay sends the browser back to return_url. A return is no evidence of
// payment: it says which trade the buyer comes from.

import type { AlipayAccount } from "../alipay-account.ts";
import type { Verdict } from "./verdict.ts";
import { type VerifyOptions, verifyNotification } from "./verify-notification.ts";

/** Verdict over the raw query of a return, with or without its "?"; never throws on what the query holds. */
export function verifyReturn(account: AlipayAccount, rawQuery: string, options: VerifyOptions = {}): Verdict {
  if (typeof rawQuery !== "string") return { verified: false, reason: "malformed" };
  const query = rawQuery.startsWith("?") ? rawQuery.slice(1) : rawQuery;
  // Servers hand a query over as text of single bytes; anything past that was never on the wire like this.
  return /^[\0-\xff]*$/u.test(query)
    ? verifyNotification(account, Buffer.from(query, "latin1"), options)
    : { verified: false, reason: "malformed" };
}
