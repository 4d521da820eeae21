// Accounts and signatures of the test keys under testdata/keys, for tests only.
import { readFileSync } from "node:fs";
import type { Charset } from "../charset.ts";
import { encodeText } from "../charset.ts";
import { parsePrivateKey } from "../keys/parse-private-key.ts";
import { createOpenapiAccount, type OpenapiAccount, type OpenapiAccountOptions } from "../openapi/openapi-account.ts";
import { signBytes } from "../sign/sign-algorithms.ts";

export const testAppId = "2021000000000001";
export const testEndpoint = "http://127.0.0.1:9/gateway.do";

/** Text of a file under testdata/keys. */
export function readTestKey(name: string): string {
  return readFileSync(new URL(`../../testdata/keys/${name}`, import.meta.url), "utf8");
}

/** An account in key mode which trusts the test's Alipay key. */
export function keyModeAccount(options: Partial<OpenapiAccountOptions> = {}): OpenapiAccount {
  return createOpenapiAccount({
    appId: testAppId,
    privateKey: readTestKey("app-private-pkcs8.pem"),
    alipayPublicKey: readTestKey("alipay-public.pem"),
    ...options,
  });
}

/** An account in certificate mode. */
export function certificateModeAccount(options: Partial<OpenapiAccountOptions> = {}): OpenapiAccount {
  return createOpenapiAccount({
    appId: testAppId,
    privateKey: readTestKey("app-private-pkcs8.pem"),
    certificates: {
      app: readTestKey("app.crt"),
      alipay: readTestKey("alipay-public.crt"),
      alipayRoot: readTestKey("alipay-root.crt"),
    },
    ...options,
  });
}

/** Signs as the test's Alipay does (or as another key does). */
export function signAsAlipay(
  text: string,
  options: { charset?: Charset; key?: string; signType?: "RSA" | "RSA2" } = {},
): string {
  const { charset = "utf-8", key = "alipay-private-pkcs8.pem", signType = "RSA2" } = options;
  return signBytes(signType, parsePrivateKey(readTestKey(key)), encodeText(text, charset).bytes);
}

/** The reply of a v2 service around the raw text of its node, signed unless told otherwise. */
export function v2Reply(
  service: string,
  rawNode: string,
  options: { charset?: Charset; sign?: string | undefined; certSerial?: string; node?: string; key?: string } = {},
): Buffer {
  const { charset = "utf-8", certSerial } = options;
  const name = options.node ?? `${service.replaceAll(".", "_")}_response`;
  const sign = "sign" in options ? options.sign : signAsAlipay(rawNode, options);
  const serial = certSerial === undefined ? "" : `,"alipay_cert_sn":"${certSerial}"`;
  const signature = sign === undefined ? "" : `,"sign":"${sign}"`;
  return encodeText(`{"${name}":${rawNode}${serial}${signature}}`, charset).bytes;
}
