// Verifies what Alipay posts to notify_url. It takes the raw body: a framework's parser has already lost the
// bytes that were signed.

import type { AlipayAccount } from "../alipay-account.ts";
import { verifyMapiMessage } from "../mapi/verify-mapi-message.ts";
import { verifyOpenapiMessage } from "../openapi/verify-openapi-message.ts";
import type { Verdict } from "./verdict.ts";

export type VerifyOptions = {
  /** Names of the site's own query parameters, which Alipay did not sign and which are dropped before verifying. */
  readonly ownParameters?: readonly string[] | undefined;
};

/** Verdict over the raw bytes of a notification's body; never throws on what the body holds. */
export function verifyNotification(account: AlipayAccount, rawBody: Uint8Array, options: VerifyOptions = {}): Verdict {
  return account.protocol === "mapi"
    ? verifyMapiMessage(account, rawBody, options.ownParameters)
    : verifyOpenapiMessage(account, rawBody, options.ownParameters);
}
