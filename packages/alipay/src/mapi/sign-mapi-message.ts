// Signs a message as Alipay would, for tests of a site's own handlers and for stand-ins of Alipay.

import { AlipayError } from "../alipay-error.ts";
import { type Charset, encodeText } from "../charset.ts";
import { parseMd5Key } from "../keys/md5-key.ts";
import { parsePrivateKey } from "../keys/parse-private-key.ts";
import { encodePairs, unmappableText } from "../request/percent-encoding.ts";
import { signBytes } from "../sign/sign-algorithms.ts";
import { canonicalText } from "./canonical-string.ts";

/** Keys of Alipay's side: the shared MD5 key, or a private key made for the test. */
export type MapiTestKeys = {
  readonly protocol: "mapi";
  readonly charset?: Charset;
} & (
  | { readonly signType: "MD5"; readonly md5Key: string }
  | { readonly signType: "RSA"; readonly alipayPrivateKey: string }
);

/** Form body with `sign` and `sign_type` appended; an empty field is sent and not signed. */
export function signMapiMessage(keys: MapiTestKeys, fields: Readonly<Record<string, string>>): Buffer {
  const charset = keys.charset ?? "utf-8";
  const pairs = Object.entries(fields).filter(([name]) => name !== "sign" && name !== "sign_type");
  const { bytes, unmappable } = encodeText(canonicalText(pairs), charset);
  if (unmappable.length > 0) throw unmappableText("fields", charset, unmappable);
  const signed: [string, string][] = [...pairs, ["sign", mapiTestSignature(keys, bytes)], ["sign_type", keys.signType]];
  return Buffer.from(encodePairs(signed, charset), "latin1");
}

/** Signature text over bytes, made with the keys of Alipay's side. */
export function mapiTestSignature(keys: MapiTestKeys, bytes: Uint8Array): string {
  switch (keys.signType) {
    case "MD5":
      return signBytes("MD5", parseMd5Key(keys.md5Key), bytes);
    case "RSA":
      return signBytes("RSA", parsePrivateKey(keys.alipayPrivateKey), bytes);
    default:
      throw new AlipayError("invalid_argument", "signType", {
        violations: [{ field: "signType", rule: "not_allowed", limit: "MD5, RSA" }],
      });
  }
}
