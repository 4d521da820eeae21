// Signs a reply of OpenAPI v2 as Alipay would, for tests of code which calls it and for stand-ins of Alipay.
import { encodeText } from "../charset.ts";
import { parsePrivateKey } from "../keys/parse-private-key.ts";
import { unmappableText } from "../request/percent-encoding.ts";
import { signBytes } from "../sign/sign-algorithms.ts";
import type { OpenapiServiceName } from "./openapi-services.ts";
import type { OpenapiTestKeys } from "./sign-openapi-message.ts";

export type TestReplyOptions = {
  /** Serial number of the certificate that signs (certificate mode). */
  readonly certSerial?: string;
};

/** Body of a signed v2 reply; `node` is the answer with its `code` and `msg`. AlipayError where a key or a text is unfit. */
export function signTestReply(
  keys: Omit<OpenapiTestKeys, "emptyFields">,
  reply: { readonly service: OpenapiServiceName; readonly node: Readonly<Record<string, unknown>> },
  options: TestReplyOptions = {},
): Buffer {
  const { charset = "utf-8", signType = "RSA2" } = keys;
  const raw = JSON.stringify(reply.node);
  const sign = signBytes(signType, parsePrivateKey(keys.alipayPrivateKey), encodeText(raw, charset).bytes);
  const serial = options.certSerial === undefined ? "" : `"alipay_cert_sn":"${options.certSerial}",`;
  const name = `${reply.service.replaceAll(".", "_")}_response`;
  const { bytes, unmappable } = encodeText(`{"${name}":${raw},${serial}"sign":"${sign}"}`, charset);
  if (unmappable.length > 0) throw unmappableText("node", charset, unmappable);
  return bytes;
}
