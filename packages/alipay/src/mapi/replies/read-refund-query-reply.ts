// The reply of refund_fastpay_query: url-encoded pairs by most accounts, XML by one; both are read.

import { decodeText } from "../../charset.ts";
import { parseFormPairs } from "../../request/form-pairs.ts";
import type { XmlElement } from "../../xml/xml-element.ts";
import type { MapiReplies } from "./mapi-reply.ts";
import { readReplyDocument } from "./read-reply-document.ts";
import { parseRefundResults } from "./refund-results.ts";
import type { ReplyContext } from "./reply-context.ts";
import { malformedReply, refusalError } from "./reply-error.ts";

/** Results of a batch, or of all refunds of a trade; AlipayError with Alipay's error_code where it refused. */
export function readRefundQueryReply(context: ReplyContext): MapiReplies["refund_fastpay_query"] {
  const { raw } = context;
  const details = /^\s*</u.test(Buffer.from(raw.body.subarray(0, 64)).toString("latin1"))
    ? findText(readReplyDocument(context).root, "result_details")
    : readPairs(context);
  const results = details === undefined ? undefined : parseRefundResults(details, true);
  if (results === undefined) throw malformedReply(context, "result_details");
  return { results };
}

function readPairs(context: ReplyContext): string | undefined {
  const { account, raw } = context;
  const parsed = parseFormPairs(raw.body);
  if (!parsed.ok) throw malformedReply(context, parsed.reason);
  const fields = new Map(
    parsed.pairs.map(({ name, value }) => [
      decodeText(name, account.charset).text.trim(),
      decodeText(value, account.charset).text.trim(),
    ]),
  );
  const code = fields.get("error_code") ?? "";
  if (fields.get("is_success") === "F" && /^[A-Za-z0-9_]{1,80}$/u.test(code)) throw refusalError(context, code);
  if (fields.get("is_success") !== "T") throw malformedReply(context, "is_success");
  return fields.get("result_details");
}

function findText(element: XmlElement, name: string): string | undefined {
  if (element.name === name) return element.text.trim();
  for (const child of element.children) {
    const found = findText(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
