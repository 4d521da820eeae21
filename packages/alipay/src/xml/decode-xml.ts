// Bytes of an XML document to text, in the encoding that its own declaration names.

import { type Charset, decodeText } from "../charset.ts";
import { malformedXml } from "./malformed-xml.ts";

const charsetNames: ReadonlyMap<string, Charset> = new Map([
  ["utf-8", "utf-8"],
  ["utf8", "utf-8"],
  ["gbk", "gbk"],
  ["gb2312", "gb2312"],
]);

/** Text after the declaration, and the charset it was in (utf-8 where none is declared); AlipayError `malformed_reply` otherwise. */
export function decodeXml(bytes: Uint8Array): { text: string; charset: Charset } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0;
  // All three encodings keep ASCII, so the declaration can be read before the encoding is known.
  const head = buffer.subarray(start, start + 200).toString("latin1");
  const declaration = /^\s*<\?xml\s[^>]*?\?>/u.exec(head)?.[0] ?? "";
  const declared = /\sencoding\s*=\s*(?:"([^"]*)"|'([^']*)')/u.exec(declaration);
  const charset = charsetNames.get((declared?.[1] ?? declared?.[2] ?? "utf-8").toLowerCase());
  if (charset === undefined) throw malformedXml("unknown_encoding");
  const { text, malformed } = decodeText(buffer.subarray(start + declaration.length), charset);
  if (malformed) throw malformedXml("not_in_declared_encoding");
  return { text, charset };
}
