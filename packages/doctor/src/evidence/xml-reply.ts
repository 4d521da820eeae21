// The XML replies of the partner protocol, and the old WAP notification inside notify_data. Reads leaf elements only.

import { decodeEntities } from "./decode-entities.ts";
import type { CodePiece, XmlReplyPiece } from "./piece.ts";

const maxLeaves = 300;

/** The reply in the text; undefined where there is no <alipay> or <err> element. */
export function readXmlReply(text: string): XmlReplyPiece | undefined {
  const start = text.search(/<(?:alipay|err|direct_trade_create_res)>/u);
  if (start === -1) return undefined;
  const values: Record<string, string> = {};
  let count = 0;
  for (const match of text.slice(start).matchAll(/<([A-Za-z_][\w.]*)(?:\s+name="([\w.]*)")?\s*>([^<]*)<\/\1>/gu)) {
    count += 1;
    if (count > maxLeaves) break;
    const name = match[2] ?? match[1] ?? "";
    values[name] ??= decodeEntities(match[3] ?? "");
  }
  const success = values["is_success"];
  const error = values["error"] ?? values["error_code"] ?? (text.includes("<err>") ? values["code"] : undefined);
  if (success === undefined && error === undefined) return undefined;
  return {
    kind: "xml_reply",
    ...(success === undefined ? {} : { success }),
    ...(error === undefined ? {} : { error }),
    values,
  };
}

/** The code which an XML reply names. */
export function codeOfXmlReply(reply: XmlReplyPiece): CodePiece | undefined {
  if (reply.error === undefined) return undefined;
  return { kind: "code", code: reply.error, namespace: "mapi", from: "reply" };
}
