// Reads the reply of any server service of the partner protocol, each in its own form.

import { elementAt } from "../../xml/xml-element.ts";
import type { MapiAccount } from "../mapi-account.ts";
import { type MapiServerServiceName, mapiServices } from "../mapi-services.ts";
import type { MapiReplies, RawReply } from "./mapi-reply.ts";
import { readAccountPageReply } from "./read-account-page-reply.ts";
import { readRefundQueryReply } from "./read-refund-query-reply.ts";
import { readReplyDocument } from "./read-reply-document.ts";
import { leafPairs, readTradeReply } from "./read-trade-reply.ts";
import type { ReplyContext } from "./reply-context.ts";
import { malformedReply } from "./reply-error.ts";

type Readers = {
  readonly [Name in MapiServerServiceName]: (context: ReplyContext) => MapiReplies[Name];
};

const readers: Readers = {
  "account.page.query": readAccountPageReply,
  close_trade(context) {
    requireDone(context);
    return { closed: true };
  },
  notify_verify: readNotifyVerifyReply,
  query_timestamp: readTimestampReply,
  refund_fastpay_by_platform_nopwd: (context) => ({
    state: readReplyDocument(context).success === "P" ? "processing" : "accepted",
  }),
  refund_fastpay_query: readRefundQueryReply,
  send_goods_confirm_by_platform(context) {
    const root = requireDone(context);
    const trade = elementAt(root, "response", "tradeBase") ?? elementAt(root, "response", "trade");
    return { trade: Object.fromEntries(trade === undefined ? [] : (leafPairs(trade) ?? [])) };
  },
  single_trade_query: readTradeReply,
};

/** The checked reply of a service; AlipayError of kind gateway or business where Alipay refused, signature or malformed_reply where it can't be believed. */
export function readMapiReply<Name extends MapiServerServiceName>(
  account: MapiAccount,
  serviceName: Name,
  raw: RawReply,
): MapiReplies[Name] {
  return readers[serviceName]({ account, service: mapiServices[serviceName], raw });
}

function requireDone(context: ReplyContext): ReturnType<typeof readReplyDocument>["root"] {
  const { root, success } = readReplyDocument(context);
  if (success !== "T") throw malformedReply(context, "is_success");
  return root;
}

function readNotifyVerifyReply(context: ReplyContext): MapiReplies["notify_verify"] {
  const { body } = context.raw;
  const text = Buffer.from(body.subarray(0, 64)).toString("latin1").trim().toLowerCase();
  if (body.length <= 64 && (text === "true" || text === "false" || text === "invalid")) return { answer: text };
  // Anything else can only be an error, as XML or as a page; readReplyDocument throws it.
  readReplyDocument(context);
  throw malformedReply(context, "answer");
}

function readTimestampReply(context: ReplyContext): MapiReplies["query_timestamp"] {
  const root = requireDone(context);
  const encryptKey = elementAt(root, "response", "timestamp", "encrypt_key")?.text.trim() ?? "";
  if (encryptKey === "") throw malformedReply(context, "encrypt_key");
  return { encryptKey };
}
