// Bytes as a string of one character a byte (latin1): what is signed is bytes, and every text mistake of PHP works on
// bytes too. Converts between that and real text. Knows no field names.
import { type Charset, decodeText, encodeText } from "@dedepay/alipay";

import { decodeChinese, encodeChinese } from "./gbk-characters.ts";

/** One character a byte, code points 0-255. */
export type ByteText = string;

const ascii = /^[\0-\x7f]*$/u;

/** Bytes of the text in the charset, as byte text; undefined where the charset can't hold it. */
export function toByteText(text: string, charset: Charset): ByteText | undefined {
  if (ascii.test(text)) return text;
  if (charset !== "utf-8") return encodeChinese(text, charset);
  const { bytes, unmappable } = encodeText(text, charset);
  return unmappable.length > 0 ? undefined : bytes.toString("latin1");
}

/** The text which the bytes spell in the charset; undefined where they are malformed in it. */
export function fromByteText(bytes: ByteText, charset: Charset): string | undefined {
  if (ascii.test(bytes)) return bytes;
  if (charset !== "utf-8") return decodeChinese(bytes);
  const { text, malformed } = decodeText(Buffer.from(bytes, "latin1"), charset);
  return malformed ? undefined : text;
}

/** For people: UTF-8 if it is that, else GBK, else with escapes. */
export function readableText(bytes: ByteText): string {
  return (
    fromByteText(bytes, "utf-8") ??
    fromByteText(bytes, "gbk") ??
    bytes.replace(/[^\x20-\x7e]/gu, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`)
  );
}

const percent = /%([0-9a-fA-F]{2})/gu;

/** Percent signs resolved once, byte by byte; "+" is a space where the text came as a form. */
export function percentDecode(text: ByteText, plusIsSpace: boolean): ByteText {
  const spaced = plusIsSpace && text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  return spaced.replace(percent, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
