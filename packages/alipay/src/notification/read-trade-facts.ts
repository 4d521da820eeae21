// The facts of one trade, whichever protocol and whichever way brought them.

import type { AlipayAccount } from "../alipay-account.ts";
import { readMapiTradeFacts } from "../mapi/read-mapi-trade-facts.ts";
import { readOpenapiTradeFacts } from "../openapi/read-openapi-trade-facts.ts";
import type { TradeFacts } from "./trade-facts.ts";

/** Facts from verified fields, or from a verified query's reply; AlipayError `malformed_reply` names the field at fault. */
export function readTradeFacts(
  account: AlipayAccount,
  message: Readonly<Record<string, string>> | { readonly trade: Readonly<Record<string, string>> },
): TradeFacts {
  if (account.protocol === "openapi") return readOpenapiTradeFacts(message);
  return readMapiTradeFacts(isQueryReply(message) ? message.trade : message);
}

function isQueryReply(
  message: Readonly<Record<string, string>> | { readonly trade: Readonly<Record<string, string>> },
): message is { readonly trade: Readonly<Record<string, string>> } {
  return typeof message === "object" && message !== null && typeof message["trade"] === "object";
}
