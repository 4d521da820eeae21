// The column `config` of dede_payment: what the administrator's form shows. The plugin itself signs with the settings
// file, so the two can differ. String lengths count GBK bytes in both editions; a hand-edited row may count UTF-8.
import { type Charset, encodeText } from "@dedepay/alipay";
import { byteString, decodeByteString, type PhpValue } from "./php-value.ts";
import { unserialize } from "./unserialize.ts";

export type PaymentConfig =
  | { readonly kind: "fields"; readonly fields: ReadonlyMap<string, string>; readonly lengths: "gbk" | "utf-8" }
  /** `b:0;` or nothing: an earlier save could not read the row and wrote that back (bug C2). */
  | { readonly kind: "destroyed" }
  | { readonly kind: "unreadable" };

/** The column's text, decoded by whoever read it, as field values. */
export function readPaymentConfig(stored: string): PaymentConfig {
  if (stored.trim() === "" || stored.trim() === "b:0;") return { kind: "destroyed" };
  for (const lengths of ["gbk", "utf-8"] as const) {
    const { bytes, unmappable } = encodeText(stored, lengths);
    const value = unmappable.length > 0 ? undefined : unserialize(byteString(bytes));
    if (value instanceof Map) return { kind: "fields", fields: fieldsOf(value, lengths), lengths };
  }
  return { kind: "unreadable" };
}

function fieldsOf(value: ReadonlyMap<string, PhpValue>, charset: Charset): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [name, entry] of value) {
    const content = entry instanceof Map ? entry.get("value") : undefined;
    if (typeof content === "string") fields.set(name, decodeByteString(content, charset));
    else if (typeof content === "number") fields.set(name, String(content));
  }
  return fields;
}
