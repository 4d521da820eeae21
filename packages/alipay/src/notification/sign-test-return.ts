// Makes returns for tests: the query with which Alipay would have sent the browser back.

import type { MapiTestKeys } from "../mapi/sign-mapi-message.ts";
import type { OpenapiTestKeys } from "../openapi/sign-openapi-message.ts";
import { signTestNotification } from "./sign-test-notification.ts";

/** Raw query (without "?") of a signed return; AlipayError where a key or a text is unfit. */
export function signTestReturn(keys: MapiTestKeys | OpenapiTestKeys, fields: Readonly<Record<string, string>>): string {
  return signTestNotification(keys, fields).toString("latin1");
}
