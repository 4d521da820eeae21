// From credentials as people enter them to an account of @dedepay/alipay. Throws its AlipayError.
import { type AlipayAccount, createMapiAccount, createOpenapiAccount } from "@dedepay/alipay";
import type { AccountCredentials } from "./account-credentials.ts";

export function parseCredentials(input: AccountCredentials): AlipayAccount {
  return input.protocol === "mapi" ? createMapiAccount(input.credentials) : createOpenapiAccount(input.credentials);
}
