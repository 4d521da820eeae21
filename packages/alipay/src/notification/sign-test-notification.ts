// Makes notifications for tests: what Alipay would have posted, signed with keys that the caller brings.

import { type MapiTestKeys, signMapiMessage } from "../mapi/sign-mapi-message.ts";
import { type OpenapiTestKeys, signOpenapiMessage } from "../openapi/sign-openapi-message.ts";

/** Raw body of a signed notification; give it to your own handler, or to verifyNotification. AlipayError where a key or a text is unfit. */
export function signTestNotification(
  keys: MapiTestKeys | OpenapiTestKeys,
  fields: Readonly<Record<string, string>>,
): Buffer {
  return keys.protocol === "mapi" ? signMapiMessage(keys, fields) : signOpenapiMessage(keys, fields);
}
