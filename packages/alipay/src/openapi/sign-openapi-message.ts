// Signs a message as Alipay would, for tests of a site's own handlers and for stand-ins of Alipay.
import { type Charset, encodeText } from "../charset.ts";
import { parsePrivateKey } from "../keys/parse-private-key.ts";
import { encodePairs, unmappableText } from "../request/percent-encoding.ts";
import { signBytes } from "../sign/sign-algorithms.ts";
import { canonicalText, sortPairs } from "./canonical-text.ts";

/** Alipay's side of a test: a private key whose public half the account trusts. */
export type OpenapiTestKeys = {
  readonly protocol: "openapi";
  readonly signType?: "RSA2" | "RSA";
  readonly alipayPrivateKey: string;
  readonly charset?: Charset;
  /** Whether empty fields are part of the signed text; both kinds exist. Kept unless stated. */
  readonly emptyFields?: "kept" | "dropped";
};

/** Form body with `sign` and `sign_type` appended. AlipayError where a key or a text is unfit. */
export function signOpenapiMessage(keys: OpenapiTestKeys, fields: Readonly<Record<string, string>>): Buffer {
  const { charset = "utf-8", signType = "RSA2", emptyFields = "kept" } = keys;
  const pairs = Object.entries(fields).filter(([name]) => name !== "sign" && name !== "sign_type");
  const signed = emptyFields === "kept" ? pairs : pairs.filter(([, value]) => value !== "");
  const { bytes, unmappable } = encodeText(canonicalText(sortPairs(signed)), charset);
  if (unmappable.length > 0) throw unmappableText("fields", charset, unmappable);
  const sign = signBytes(signType, parsePrivateKey(keys.alipayPrivateKey), bytes);
  return Buffer.from(encodePairs([...pairs, ["sign", sign], ["sign_type", signType]], charset), "latin1");
}
