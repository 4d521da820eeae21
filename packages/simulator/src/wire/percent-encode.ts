// Form encoding of text in a charset: every byte but letters, digits and - _ . is written as %XX, a blank as +.
import { type Charset, encodeText } from "@dedepay/alipay";

const safe = /^[A-Za-z0-9\-_.]*$/;

/** The text as a form value in the charset; what the charset can't hold becomes "?", as Alipay's encoder does. */
export function percentEncode(text: string, charset: Charset): string {
  if (safe.test(text)) return text;
  let encoded = "";
  for (const byte of encodeText(text, charset).bytes) {
    const isSafe =
      (byte >= 0x30 && byte <= 0x39) ||
      (byte >= 0x41 && byte <= 0x5a) ||
      (byte >= 0x61 && byte <= 0x7a) ||
      byte === 0x2d ||
      byte === 0x2e ||
      byte === 0x5f;
    if (isSafe) encoded += String.fromCharCode(byte);
    else if (byte === 0x20) encoded += "+";
    else encoded += `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return encoded;
}

/** Fields as a form body or query. */
export function encodeForm(fields: Iterable<readonly [string, string]>, charset: Charset): string {
  return Array.from(fields, ([name, value]) => `${percentEncode(name, charset)}=${percentEncode(value, charset)}`).join(
    "&",
  );
}

/** A URL with more query behind it. */
export function withQuery(url: string, query: string): string {
  const [address = "", ...fragment] = url.split("#");
  const joint = address.includes("?") ? (address.endsWith("?") || address.endsWith("&") ? "" : "&") : "?";
  return `${address}${joint}${query}${fragment.length > 0 ? `#${fragment.join("#")}` : ""}`;
}
