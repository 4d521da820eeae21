// Makes the signed reply of single_trade_query, for tests of what a site does with a query.

import { encodeText } from "../charset.ts";
import { unmappableText } from "../request/percent-encoding.ts";
import { canonicalText } from "./canonical-string.ts";
import { type MapiTestKeys, mapiTestSignature } from "./sign-mapi-message.ts";

const references: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };

/** XML bytes of a reply that says T and holds this trade, signed as Alipay does; AlipayError where a key or a text is unfit. */
export function signTestTradeReply(keys: MapiTestKeys, trade: Readonly<Record<string, string>>): Buffer {
  const charset = keys.charset ?? "utf-8";
  const signed = encodeText(canonicalText(Object.entries(trade)), charset);
  if (signed.unmappable.length > 0) throw unmappableText("trade", charset, signed.unmappable);
  const fields = Object.entries(trade).map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`);
  const sign = mapiTestSignature(keys, signed.bytes);
  return encodeText(
    `<?xml version="1.0" encoding="${charset}"?>\n<alipay><is_success>T</is_success>` +
      `<response><trade>${fields.join("")}</trade></response><sign>${sign}</sign><sign_type>${keys.signType}</sign_type></alipay>`,
    charset,
  ).bytes;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>\r]/gu, (character) => references[character] ?? character);
}
