// The text that the partner protocol signs: empty values, `sign` and `sign_type` are dropped, names sorted
// by their bytes, values raw, joined with & and =. The same rule over text (what we send) and over bytes (what came).

import type { BytePair } from "../request/form-pairs.ts";

const unsignedNames: ReadonlySet<string> = new Set(["sign", "sign_type"]);

/** Pairs as they are signed, in order. Names that only differ outside ASCII don't occur in requests. */
export function canonicalPairs(
  pairs: ReadonlyArray<readonly [name: string, value: string]>,
): ReadonlyArray<readonly [name: string, value: string]> {
  return pairs
    .filter(([name, value]) => value !== "" && !unsignedNames.has(name))
    .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a, "utf8"), Buffer.from(b, "utf8")));
}

/** The signed text of decoded pairs. */
export function canonicalText(pairs: ReadonlyArray<readonly [name: string, value: string]>): string {
  return canonicalPairs(pairs)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

const ampersand = Buffer.from("&");
const equalsSign = Buffer.from("=");

/** The signed bytes of received pairs, exactly as they came: nothing is decoded and encoded again. */
export function canonicalBytes(pairs: readonly BytePair[]): Buffer {
  const signed = pairs
    .filter(({ name, value }) => value.length > 0 && !unsignedNames.has(name.toString("latin1")))
    .toSorted((a, b) => Buffer.compare(a.name, b.name));
  const parts: Buffer[] = [];
  for (const { name, value } of signed) {
    if (parts.length > 0) parts.push(ampersand);
    parts.push(name, equalsSign, value);
  }
  return Buffer.concat(parts);
}
