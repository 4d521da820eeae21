// A file of data/payment/: what the stock plugin really signs with. Values stay as they are written, blanks included:
// a trailing space is what breaks the signature.
import { readPhpAssignments } from "./php-assignments.ts";
import { decodeByteString } from "./php-value.ts";
import { textEncoding } from "./text-encoding.ts";

export type PaymentSettings = ReadonlyMap<string, string>;

/** Field values of `$payment = array(…)`, or undefined where the file holds no such array. */
export function readPaymentSettings(bytes: Uint8Array): PaymentSettings | undefined {
  const payment = readPhpAssignments(bytes).get("payment");
  if (!(payment instanceof Map)) return undefined;
  const charset = textEncoding(bytes) === "gbk" ? "gbk" : "utf-8";
  const fields = new Map<string, string>();
  for (const [name, value] of payment) {
    if (typeof value === "string") fields.set(name, decodeByteString(value, charset));
    else if (typeof value === "number") fields.set(name, String(value));
  }
  return fields;
}
