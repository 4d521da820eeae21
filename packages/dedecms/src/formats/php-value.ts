// A value as PHP holds it. Strings are byte strings: one character a byte (latin1), because PHP 5 knows no charset and
// a GBK character's second byte may be a backslash.
import { type Charset, decodeText } from "@dedepay/alipay";

export type PhpValue = string | number | boolean | null | ReadonlyMap<string, PhpValue>;

export function byteString(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

/** A byte string as text of the charset; U+FFFD where it is not well formed. */
export function decodeByteString(value: string, charset: Charset): string {
  return decodeText(Buffer.from(value, "latin1"), charset).text;
}
