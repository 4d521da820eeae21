// The facts of one trade, whichever protocol and whichever way brought them.

import type { AlipayAccount } from "../alipay-account.ts";
import { readMapiTradeFacts } from "../mapi/read-mapi-trade-facts.ts";
import type { MapiReplies } from "../mapi/replies/mapi-reply.ts";
import type { OpenapiReplyOf } from "../openapi/openapi-services.ts";
import { readOpenapiTradeFacts } from "../openapi/read-openapi-trade-facts.ts";
import type { TradeFacts } from "./trade-facts.ts";

type QueryReply = MapiReplies["single_trade_query"] | OpenapiReplyOf<"alipay.trade.query">;

/** Facts from verified fields, or from a verified query's reply; AlipayError `malformed_reply` names the field at fault. */
export function readTradeFacts(
  account: AlipayAccount,
  message: Readonly<Record<string, string>> | QueryReply,
): TradeFacts {
  return account.protocol === "openapi" ? readOpenapiTradeFacts(message) : readMapiTradeFacts(tradeOf(message));
}

function tradeOf(message: object): object {
  // Only a query's reply has an object there; a field of a notification is text.
  const trade = typeof message === "object" && message !== null && "trade" in message ? message.trade : undefined;
  return typeof trade === "object" && trade !== null ? trade : message;
}
