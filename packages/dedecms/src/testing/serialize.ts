// Writes PHP's serialize() of nested text for tests, lengths counted in the charset asked for.
import { type Charset, encodeText } from "@dedepay/alipay";

export type Serializable = string | { readonly [name: string]: Serializable };

export function serialize(value: Serializable, charset: Charset): string {
  if (typeof value === "string") return `s:${encodeText(value, charset).bytes.length}:"${value}";`;
  const entries = Object.entries(value);
  return `a:${entries.length}:{${entries.map(([name, entry]) => serialize(name, charset) + serialize(entry, charset)).join("")}}`;
}
