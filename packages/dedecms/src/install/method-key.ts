// Shuts hole V1: a file of data/payment/ without an `alipay_key` lets anybody forge a payment while the stock plugin is in
// place, and an upgrade can bring it back any day. The CMS itself takes no notice of one more entry.
import { readPaymentSettings } from "../formats/payment-settings.ts";
import { byteString } from "../formats/php-value.ts";

const emptyKey = /('alipay_key'\s*=>\s*)(''|"")/;
const arrayOpening = /(\$payment\s*=\s*(?:array\s*\(|\[))/i;

/** Whether the file forges payments: no key in it, or an empty one. */
export function isKeyless(bytes: Uint8Array): boolean {
  return !readPaymentSettings(bytes)?.get("alipay_key");
}

/** The file with the key in it and nothing else changed; undefined where that can't be done by looking at it. */
export function withMethodKey(bytes: Uint8Array, key: string): Uint8Array | undefined {
  const source = byteString(bytes);
  const changed = emptyKey.test(source)
    ? source.replace(emptyKey, `$1'${key}'`)
    : source.replace(arrayOpening, `$1'alipay_key' => '${key}',`);
  const after = Buffer.from(changed, "latin1");
  return isOnlyTheKey(bytes, after, key) ? after : undefined;
}

/** What the CMS reads while no payment method was ever saved: it dies without the file, and what stands in it is not used. */
export function emptyMethodFile(code: string, key: string): Uint8Array {
  return Buffer.from(`<?php\r\n$payment=array('code' => '${code}','alipay_key' => '${key}')\r\n?>\r\n`, "latin1");
}

function isOnlyTheKey(before: Uint8Array, after: Uint8Array, key: string): boolean {
  const old = readPaymentSettings(before);
  const now = readPaymentSettings(after);
  if (old === undefined || now?.get("alipay_key") !== key) return false;
  const rest = new Map([...now].filter(([name]) => name !== "alipay_key"));
  const expected = new Map([...old].filter(([name]) => name !== "alipay_key"));
  return rest.size === expected.size && [...expected].every(([name, value]) => rest.get(name) === value);
}
