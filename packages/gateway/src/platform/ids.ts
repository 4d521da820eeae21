// Ids of our own: a prefix that says what it names, and 160 random bits as lower-case letters and digits.
// They are capabilities in links (/pay/:id), so they must not be guessable, and they survive systems that ignore case.
import type { Randomness } from "./platform.ts";

export type IdPrefix =
  | "site"
  | "key"
  | "acc"
  | "ctr"
  | "pay"
  | "att"
  | "env"
  | "ntf"
  | "evt"
  | "pst"
  | "dlv"
  | "try"
  | "inc"
  | "aud"
  | "lse"
  | "req"
  | "sec"
  | "whk"
  | "ref"
  | "rcp";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** `pay_` + 32 characters of Crockford's base32. */
export function newId(prefix: IdPrefix, randomness: Randomness): string {
  let text = "";
  for (const byte of randomness.bytes(32)) text += alphabet.charAt(byte & 31);
  return `${prefix}_${text}`;
}
