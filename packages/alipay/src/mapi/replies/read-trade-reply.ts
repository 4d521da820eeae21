// The reply of single_trade_query. Alipay signs the children of <trade> by the rule of requests; without that
// signature the reply is worth nothing.

import { AlipayError } from "../../alipay-error.ts";
import { encodeText } from "../../charset.ts";
import { elementAt, onlyChild, type XmlElement } from "../../xml/xml-element.ts";
import { ambiguousField } from "../ambiguous-value.ts";
import { canonicalText } from "../canonical-string.ts";
import type { MapiAccount } from "../mapi-account.ts";
import type { MapiReplies } from "./mapi-reply.ts";
import { readReplyDocument } from "./read-reply-document.ts";
import type { ReplyContext } from "./reply-context.ts";
import { malformedReply } from "./reply-error.ts";

/** The verified trade; AlipayError `signature` where the signature is missing, of another algorithm or wrong. */
export function readTradeReply(context: ReplyContext): MapiReplies["single_trade_query"] {
  const { account, service, raw } = context;
  const { root } = readReplyDocument(context);
  const trade = elementAt(root, "response", "trade");
  if (trade === undefined) throw malformedReply(context, "trade");
  const pairs = leafPairs(trade);
  if (pairs === undefined) throw malformedReply(context, "trade_fields");
  const rule = signatureMistake(account, root, pairs);
  if (rule !== undefined) {
    throw new AlipayError("signature", `查询结果的签名不对 (the reply's signature) ${service.name}: ${rule}`, {
      violations: [{ field: "sign", rule }],
      rawBytes: raw.body,
      httpStatus: raw.status,
      service: service.name,
    });
  }
  if (ambiguousField(pairs) !== undefined) throw malformedReply(context, "reads_like_another_field");
  return { verified: true, trade: Object.fromEntries(pairs.filter(([, value]) => value !== "")) };
}

/** Name and text of each child; undefined where one has children of its own or a name comes twice. */
export function leafPairs(element: XmlElement): (readonly [name: string, value: string])[] | undefined {
  const names = new Set(element.children.map(({ name }) => name));
  const simple =
    names.size === element.children.length && element.children.every(({ children }) => children.length === 0);
  return simple ? element.children.map(({ name, text }) => [name, text] as const) : undefined;
}

function signatureMistake(
  account: MapiAccount,
  root: XmlElement,
  pairs: ReadonlyArray<readonly [name: string, value: string]>,
): string | undefined {
  const sign = onlyChild(root, "sign")?.text.trim() ?? "";
  if (sign === "") return "sign_missing";
  if (onlyChild(root, "sign_type")?.text.trim() !== account.signType) return "sign_type_differs";
  const { bytes, unmappable } = encodeText(canonicalText(pairs), account.charset);
  return unmappable.length === 0 && account.verify(bytes, sign) ? undefined : "signature_differs";
}
