// Credentials of one OpenAPI application, read and checked once: key mode (an Alipay public key) or certificate mode.
import { createPublicKey, type KeyObject } from "node:crypto";
import { AlipayError, type Violation } from "../alipay-error.ts";
import type { Charset } from "../charset.ts";
import { type Certificate, parseCertificate, rootCertificateSerial } from "../keys/certificate.ts";
import { invalidKey } from "../keys/invalid-key.ts";
import { parsePrivateKey } from "../keys/parse-private-key.ts";
import { parsePublicKey } from "../keys/parse-public-key.ts";
import { signAlgorithms } from "../sign/sign-algorithms.ts";
import { parseAesKey } from "./aes.ts";

/** Certificate texts (PEM) as downloaded from the console. */
export type OpenapiCertificates = { app: string; alipay: string; alipayRoot: string };

export type OpenapiAccountOptions = {
  appId: string;
  /** RSA2 unless the application was made before 2018 and still signs with RSA (SHA1). */
  signType?: "RSA2" | "RSA" | undefined;
  privateKey: string;
  /** Alipay's public key, copied from the console after uploading the application's; not the application's own. */
  alipayPublicKey?: string | undefined;
  certificates?: OpenapiCertificates | undefined;
  sellerId?: string | undefined;
  charset?: Charset | undefined;
  aesKey?: string | undefined;
};

/** One key which may verify what Alipay signs; certificates have a serial number. */
export type AlipayKey = { readonly key: KeyObject; readonly serial?: string };

/** What certificate mode adds to a request, and the roots which a new Alipay certificate must descend from. */
export type CertificateMode = {
  readonly appCertSerial: string;
  readonly rootCertSerial: string;
  readonly rootText: string;
  readonly appCertNotAfterMs: number;
  readonly alipayCertNotAfterMs: number;
};

/** A parsed OpenAPI account; keys are KeyObjects, which show in no JSON and no inspect. */
export type OpenapiAccount = {
  readonly protocol: "openapi";
  readonly appId: string;
  readonly signType: "RSA2" | "RSA";
  readonly charset: Charset;
  readonly privateKey: KeyObject;
  /** Newest first; empty when the account can only sign. */
  readonly alipayKeys: readonly AlipayKey[];
  readonly certificateMode?: CertificateMode;
  readonly sellerId?: string;
  readonly aesKey?: KeyObject;
};

function fits(value: unknown, pattern: RegExp): boolean {
  return typeof value === "string" && pattern.test(value);
}

function optionMistakes(options: OpenapiAccountOptions): Violation[] {
  if (typeof options !== "object" || options === null) return [{ field: "options", rule: "not_an_object" }];
  const violations: Violation[] = [];
  const { appId, sellerId, signType = "RSA2", charset = "utf-8", certificates } = options;
  if (fits(appId, /^2088\d{12}$/)) violations.push({ field: "appId", rule: "partner_id", value: appId });
  else if (!fits(appId, /^\d{16}$/)) violations.push({ field: "appId", rule: "pattern", limit: "16 digits" });
  if (sellerId !== undefined && !fits(sellerId, /^2088\d{12}$/)) {
    violations.push({ field: "sellerId", rule: "pattern", limit: "2088 + 12 digits" });
  }
  if (signType !== "RSA2" && signType !== "RSA") {
    violations.push({ field: "signType", rule: "not_allowed", limit: "RSA2, RSA" });
  }
  if (!["utf-8", "gbk", "gb2312"].includes(charset)) {
    violations.push({ field: "charset", rule: "not_allowed", limit: "utf-8, gbk, gb2312" });
  }
  if (certificates !== undefined && (typeof certificates !== "object" || certificates === null)) {
    violations.push({ field: "certificates", rule: "not_an_object" });
  }
  if (certificates !== undefined && options.alipayPublicKey !== undefined) {
    violations.push({ field: "alipayPublicKey", rule: "at_most_one", limit: "alipayPublicKey | certificates" });
  }
  return violations;
}

function checkOptions(options: OpenapiAccountOptions): void {
  const violations = optionMistakes(options);
  if (violations.length === 0) return;
  const list = violations.map(({ field, rule }) => `${field}: ${rule}`).join(", ");
  throw new AlipayError("invalid_argument", `账户参数有误 (the account's options are wrong): ${list}`, { violations });
}

function readCertificateMode(
  certificates: OpenapiCertificates,
  ownKey: KeyObject,
): { mode: CertificateMode; alipay: Certificate } {
  const app = parseCertificate(certificates.app, "certificates.app");
  const alipay = parseCertificate(certificates.alipay, "certificates.alipay");
  if (!app.publicKey.equals(ownKey)) throw invalidKey("certificate_of_another_key", "certificates.app");
  if (alipay.publicKey.equals(ownKey)) throw invalidKey("own_public_key", "certificates.alipay");
  const mode = {
    appCertSerial: app.serial,
    rootCertSerial: rootCertificateSerial(certificates.alipayRoot, "certificates.alipayRoot"),
    rootText: certificates.alipayRoot,
    appCertNotAfterMs: app.notAfterMs,
    alipayCertNotAfterMs: alipay.notAfterMs,
  };
  return { mode, alipay };
}

/** Reads and checks credentials. Throws AlipayError `invalid_key` (also where the application's own public key stands for Alipay's) or `invalid_argument`. */
export function createOpenapiAccount(options: OpenapiAccountOptions): OpenapiAccount {
  checkOptions(options);
  const { appId, signType = "RSA2", charset = "utf-8", sellerId } = options;
  const minBits = signAlgorithms[signType].minBits ?? 2048;
  const privateKey = parsePrivateKey(options.privateKey, { minBits });
  const ownKey = createPublicKey(privateKey);
  const alipayKeys: AlipayKey[] = [];
  let certificateMode: CertificateMode | undefined;
  if (options.certificates !== undefined) {
    const { mode, alipay } = readCertificateMode(options.certificates, ownKey);
    certificateMode = mode;
    alipayKeys.push({ key: alipay.publicKey, serial: alipay.serial });
  } else if (options.alipayPublicKey !== undefined) {
    const key = parsePublicKey(options.alipayPublicKey, { minBits });
    // The commonest mistake of all: verifying with the key that was uploaded instead of the one Alipay gave back.
    if (key.equals(ownKey)) throw invalidKey("own_public_key", "alipayPublicKey");
    alipayKeys.push({ key });
  }
  return Object.freeze({
    protocol: "openapi",
    appId,
    signType,
    charset,
    privateKey,
    alipayKeys,
    ...(certificateMode === undefined ? {} : { certificateMode }),
    ...(sellerId === undefined ? {} : { sellerId }),
    ...(options.aesKey === undefined ? {} : { aesKey: parseAesKey(options.aesKey) }),
  });
}
