// The sizes of RSA keys we take: RSA2 needs 2048 bits; Alipay's own key of the partner protocol has 1024.
import type { KeyObject } from "node:crypto";
import { invalidKey } from "./invalid-key.ts";

/** `field` names the option in errors; `minBits` is 2048 unless the account is pinned to the old RSA (SHA1), where 1024 exist. */
export type KeyOptions = { field?: string; minBits?: 1024 | 2048 };

/** Throws AlipayError `invalid_key` for a key that is not RSA, too small, absurdly large or has a trivial exponent. */
export function checkRsaStrength(key: KeyObject, options: KeyOptions & { field: string }): void {
  const { field, minBits = 2048 } = options;
  if (key.asymmetricKeyType === "ec") throw invalidKey("ec_key", field);
  if (key.asymmetricKeyType !== "rsa") throw invalidKey("not_rsa", field);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  const exponent = key.asymmetricKeyDetails?.publicExponent ?? 0n;
  if (bits < minBits) {
    throw invalidKey("too_small", field, {
      zh: `这是 ${bits} 位的密钥，至少要 ${minBits} 位`,
      en: `it has ${bits} bits, at least ${minBits} are needed`,
    });
  }
  if (bits > 8192) throw invalidKey("too_large", field, { zh: `${bits} 位`, en: `it has ${bits} bits` });
  // Exponent 1 makes every text its own signature.
  if (exponent < 3n || exponent % 2n === 0n) throw invalidKey("weak_exponent", field);
}
