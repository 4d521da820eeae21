// MAPI's canonical text and its signatures, from the facts (section 2), written anew: this is the judge of the product's
// own. Empty values, `sign` and `sign_type` are left out; names go in byte order; values are raw; the MD5 key is appended.
import { createHash, type KeyObject, sign, timingSafeEqual, verify } from "node:crypto";
import { type Charset, encodeText } from "@dedepay/alipay";

export type MapiSignType = "MD5" | "RSA";

export interface MapiSignKeys {
  md5Key: string;
  privateKey?: KeyObject | undefined;
  publicKey?: KeyObject | undefined;
}

/** The text over which a MAPI signature is made, without any key. */
export function mapiSignedText(fields: Iterable<readonly [string, string]>): string {
  const kept: Array<readonly [string, string]> = [];
  for (const pair of fields) {
    if (pair[1] !== "" && pair[0] !== "sign" && pair[0] !== "sign_type") kept.push(pair);
  }
  kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return kept.map(([name, value]) => `${name}=${value}`).join("&");
}

/** The signature of a text: MD5 in lower-case hex, RSA (SHA-1) in Base64. */
export function mapiSign(text: string, how: { signType: MapiSignType; charset: Charset; keys: MapiSignKeys }): string {
  const { bytes } = encodeText(text, how.charset);
  if (how.signType === "MD5") return createHash("md5").update(bytes).update(how.keys.md5Key, "latin1").digest("hex");
  if (how.keys.privateKey === undefined) throw new Error("the account has no RSA key of Alipay's to sign with");
  return sign("RSA-SHA1", bytes, how.keys.privateKey).toString("base64");
}

/** Whether the signature is of this text under the account's keys. */
export function mapiSignatureHolds(
  text: string,
  signature: string,
  how: { signType: MapiSignType; charset: Charset; keys: MapiSignKeys },
): boolean {
  if (how.signType === "MD5") {
    const expected = Buffer.from(mapiSign(text, how), "latin1");
    const given = Buffer.from(signature, "utf8");
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
  const { publicKey } = how.keys;
  if (publicKey === undefined) return false;
  return verify("RSA-SHA1", encodeText(text, how.charset).bytes, publicKey, Buffer.from(signature, "base64"));
}
