// Ids of our own: a prefix that says what it names, the time of its making, and 130 random bits, as lower-case letters and digits.
// They are capabilities in links (/pay/:id), so they must not be guessable, and they survive systems that ignore case. Because time
// comes first, what is made together lies together: a database adds to the end of an index instead of somewhere in it.
import { hash } from "node:crypto";
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
  | "ref"
  | "rcp"
  | "rsd"
  | "fws"
  | "ntc"
  | "nch";

export type SecretPrefix = "sec" | "whk";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** Of 5 bits: milliseconds since 1970 until the year 3084. */
const timeCharacters = 9;
const idCharacters = 26;
const secretCharacters = 32;

/** `pay_` + 35 characters of Crockford's base32. */
export function newId(prefix: IdPrefix, o: { randomness: Randomness; nowMs: number }): string {
  return `${prefix}_${spellTime(o.nowMs)}${spell(o.randomness.bytes(idCharacters))}`;
}

/** `sec_` + 32 characters of Crockford's base32, all of them random. */
export function newSecret(prefix: SecretPrefix, randomness: Randomness): string {
  return `${prefix}_${spell(randomness.bytes(secretCharacters))}`;
}

/** An id with a time at the beginning of a name. Those of earlier ledgers are shorter, and have none. */
const timedId = new RegExp(`^[a-z]+_([${alphabet}]{${timeCharacters}})[${alphabet}]{${idCharacters}}(?::|$)`);

/**
 * The same id whenever the same thing is named, also by a ledger that was restored and has to say it anew. As hard to guess
 * as `name`, which therefore begins with a random id; its time comes first here, too.
 */
export function idOf(prefix: IdPrefix, name: string): string {
  const digest = spell(hash("sha256", `${prefix}:${name}`, "buffer"));
  const time = timedId.exec(name)?.[1];
  return time === undefined ? `${prefix}_${digest}` : `${prefix}_${time}${digest.slice(0, idCharacters)}`;
}

/** A character for each byte. */
function spell(bytes: Uint8Array): string {
  const text = Buffer.allocUnsafe(bytes.length);
  for (let index = 0; index < bytes.length; index += 1) text[index] = alphabet.charCodeAt((bytes[index] ?? 0) & 31);
  return text.toString("latin1");
}

/** What is made in one moment has one time, which is spelt once. */
let spelt = { ms: 0, text: "0".repeat(timeCharacters) };

function spellTime(ms: number): string {
  if (ms === spelt.ms) return spelt.text;
  let text = "";
  for (let rest = Math.max(0, ms); text.length < timeCharacters; rest = Math.floor(rest / 32)) {
    text = alphabet.charAt(rest % 32) + text;
  }
  spelt = { ms, text };
  return text;
}
