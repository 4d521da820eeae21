// OpenAPI v2's canonical texts and RSA signatures, from the facts (sections 1.2, 1.4, 4.3), written anew: this judges the
// product's own. In a request sign_type stays in; in notifications and returns it is left out.
import { type KeyObject, sign, verify } from "node:crypto";
import { type Charset, encodeText } from "@dedepay/alipay";

export type OpenapiSignType = "RSA2" | "RSA";

const digests: Readonly<Record<OpenapiSignType, string>> = { RSA2: "RSA-SHA256", RSA: "RSA-SHA1" };

/** The text of a request: every field but `sign` and empty ones, in the order of names. */
export function requestSignedText(fields: Iterable<readonly [string, string]>): string {
  return joined(fields, (name, value) => name !== "sign" && value !== "");
}

/** The text of a notification or return: `sign_type` is left out as well; empty values are kept unless told otherwise. */
export function noticeSignedText(fields: Iterable<readonly [string, string]>, o = { withEmpty: true }): string {
  return joined(fields, (name, value) => name !== "sign" && name !== "sign_type" && (o.withEmpty || value !== ""));
}

function joined(fields: Iterable<readonly [string, string]>, keep: (name: string, value: string) => boolean): string {
  const kept = Array.from(fields).filter(([name, value]) => keep(name, value));
  kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return kept.map(([name, value]) => `${name}=${value}`).join("&");
}

/** Base64 of the RSA signature over the text in the charset. */
export function openapiSign(
  text: string,
  how: { signType: OpenapiSignType; charset: Charset; privateKey: KeyObject },
): string {
  return sign(digests[how.signType], encodeText(text, how.charset).bytes, how.privateKey).toString("base64");
}

/** Whether the signature is of this text under the application's public key. */
export function openapiSignatureHolds(
  text: string,
  signature: string,
  how: { signType: OpenapiSignType; charset: Charset; publicKey: KeyObject },
): boolean {
  const bytes = Buffer.from(signature, "base64");
  return verify(digests[how.signType], encodeText(text, how.charset).bytes, how.publicKey, bytes);
}
