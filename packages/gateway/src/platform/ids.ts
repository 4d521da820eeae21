// Ids of our own: a prefix that says what it names, and 160 random bits as lower-case letters and digits.
// They are capabilities in links (/pay/:id), so they must not be guessable, and they survive systems that ignore case.
import { createHash } from "node:crypto";
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
  | "rcp"
  | "rsd"
  | "fws"
  | "ntc"
  | "nch";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** `pay_` + 32 characters of Crockford's base32. */
export function newId(prefix: IdPrefix, randomness: Randomness): string {
  return `${prefix}_${spell(randomness.bytes(32))}`;
}

/**
 * The same id whenever the same thing is named, also by a ledger that was restored and has to say it anew. As hard to guess
 * as `name`, which therefore holds a random id.
 */
export function idOf(prefix: IdPrefix, name: string): string {
  return `${prefix}_${spell(createHash("sha256").update(`${prefix}:${name}`).digest())}`;
}

function spell(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += alphabet.charAt(byte & 31);
  return text;
}
