// Percent-encoding between bytes in a declared charset and the ASCII of a query or form body.
// Both ways work on bytes: text is made only where the charset is known.

import { AlipayError } from "../alipay-error.ts";
import { type Charset, encodeText } from "../charset.ts";
import { hasLoneSurrogate } from "../lone-surrogate.ts";

const unreserved = /^[A-Za-z0-9\-._~]*$/u;
const escapes: readonly string[] = Array.from(
  { length: 256 },
  (_, byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
);
const encodings: readonly string[] = escapes.map((escaped, byte) => {
  const character = String.fromCharCode(byte);
  return byte < 0x80 && unreserved.test(character) ? character : escaped;
});

function escapeReserved(character: string): string {
  return escapes[character.charCodeAt(0)] ?? character;
}

/** Text to percent-encoded bytes of the charset (RFC 3986 unreserved characters stay); AlipayError `unmappable_text` where it can't hold them. */
export function percentEncode(text: string, charset: Charset, field = "text"): string {
  if (unreserved.test(text)) return text;
  // The engine's own function is five times as fast; it leaves five characters which RFC 3986 reserves.
  if (charset === "utf-8" && !hasLoneSurrogate(text)) {
    const encoded = encodeURIComponent(text);
    return /[!'()*]/u.test(encoded) ? encoded.replace(/[!'()*]/gu, escapeReserved) : encoded;
  }
  const { bytes, unmappable } = encodeText(text, charset);
  if (unmappable.length > 0) throw unmappableText(field, charset, unmappable);
  let encoded = "";
  for (const byte of bytes) encoded += encodings[byte];
  return encoded;
}

/** Name-value pairs to `a=b&c=d`, each percent-encoded in the charset. */
export function encodePairs(pairs: ReadonlyArray<readonly [name: string, value: string]>, charset: Charset): string {
  return pairs
    .map(([name, value]) => `${percentEncode(name, charset, name)}=${percentEncode(value, charset, name)}`)
    .join("&");
}

/** The error for characters that the charset can't hold: one violation for each, with its position. */
export function unmappableText(
  field: string,
  charset: Charset,
  unmappable: readonly { readonly index: number; readonly character: string }[],
): AlipayError {
  const violations = unmappable.map(({ index, character }) => ({
    field,
    rule: "unmappable",
    value: character,
    limit: `${charset}, position ${index}`,
  }));
  return new AlipayError(
    "unmappable_text",
    `${field} 有 ${unmappable.length} 个字符无法用 ${charset} 表示 (${field}: ${unmappable.length} character(s) that ${charset} can't hold)`,
    {
      violations,
    },
  );
}
