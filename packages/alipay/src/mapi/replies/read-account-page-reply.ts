// One page of account.page.query.

import { elementAt, onlyChild } from "../../xml/xml-element.ts";
import type { AccountLogEntry, MapiReplies } from "./mapi-reply.ts";
import { readReplyDocument } from "./read-reply-document.ts";
import { leafPairs } from "./read-trade-reply.ts";
import type { ReplyContext } from "./reply-context.ts";
import { malformedReply } from "./reply-error.ts";

/** Entries of the page under Alipay's own field names, empty fields left out. */
export function readAccountPageReply(context: ReplyContext): MapiReplies["account.page.query"] {
  const { root } = readReplyDocument(context);
  const result = elementAt(root, "response", "account_page_query_result");
  const list = result === undefined ? undefined : onlyChild(result, "account_log_list");
  const hasNextPage = result === undefined ? undefined : onlyChild(result, "has_next_page")?.text;
  if (list === undefined || (hasNextPage !== "T" && hasNextPage !== "F")) throw malformedReply(context, "page");
  const entries = list.children.map((child): AccountLogEntry => {
    const pairs = child.name === "AccountQueryAccountLogVO" ? leafPairs(child) : undefined;
    if (pairs === undefined) throw malformedReply(context, "entry");
    return Object.fromEntries(pairs.filter(([, value]) => value !== ""));
  });
  return { entries, hasNextPage: hasNextPage === "T" };
}
