// Certificates of OpenAPI's certificate mode and the serial numbers (SN) which Alipay derives from them.
import { createHash, type KeyObject, X509Certificate } from "node:crypto";
import { childrenOf, readElement } from "./der-element.ts";
import { invalidKey } from "./invalid-key.ts";
import { readKeyText } from "./key-text.ts";
import { checkRsaStrength } from "./rsa-strength.ts";

/** A parsed certificate: its SN as Alipay computes it, its RSA public key and its validity. */
export type Certificate = { serial: string; publicKey: KeyObject; notBeforeMs: number; notAfterMs: number };

// The DER content of every signature OID under 1.2.840.113549.1.1 begins with these bytes.
const rsaSignaturePrefix = Buffer.from("2a864886f70d0101", "hex");

function unescapeAttribute(line: string): string {
  return line.replace(/\\(?:([0-9A-Fa-f]{2})|(.))/gu, (_, hex: string | undefined, character: string | undefined) =>
    hex === undefined ? (character ?? "") : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function serialOf(certificate: X509Certificate): string {
  // OpenSSL prints one attribute a line, most general first; Alipay hashes the raw values, most specific first.
  const issuer = certificate.issuer.split("\n").map(unescapeAttribute).reverse().join(",");
  const decimal = BigInt(`0x${certificate.serialNumber}`).toString(10);
  return createHash("md5").update(`${issuer}${decimal}`, "utf8").digest("hex");
}

function isRsaSigned(der: Buffer): boolean {
  const outer = readElement(der, 0);
  const algorithm = outer === undefined ? undefined : childrenOf(der, outer)[1];
  const oid = algorithm === undefined ? undefined : childrenOf(der, algorithm)[0];
  return oid !== undefined && der.subarray(oid.start, oid.start + rsaSignaturePrefix.length).equals(rsaSignaturePrefix);
}

function readCertificates(text: string, field: string): Buffer[] {
  return readKeyText(text, field).map(({ shape, der }) => {
    if (shape === "certificate_request" || shape === "truncated") throw invalidKey(shape, field);
    if (shape !== "certificate") throw invalidKey("not_a_certificate", field);
    return der;
  });
}

function parseX509(der: Buffer, field: string): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch {
    // OpenSSL refuses the structure; its text says nothing to a person.
    throw invalidKey("unreadable", field);
  }
}

/** Reads the first certificate of a PEM or Base64 text (RSA, at least 2048 bits). Throws AlipayError `invalid_key`. */
export function parseCertificate(text: string, field = "certificate"): Certificate {
  const [der] = readCertificates(text, field);
  if (der === undefined) throw invalidKey("not_a_certificate", field);
  const x509 = parseX509(der, field);
  let publicKey: KeyObject;
  try {
    publicKey = x509.publicKey;
  } catch {
    // A curve which this OpenSSL does not know, such as SM2.
    throw invalidKey("not_rsa", field);
  }
  checkRsaStrength(publicKey, { field });
  return {
    serial: serialOf(x509),
    publicKey,
    notBeforeMs: Date.parse(x509.validFrom),
    notAfterMs: Date.parse(x509.validTo),
  };
}

/** `alipay_root_cert_sn`: the SNs of the RSA-signed certificates of Alipay's root file joined by "_". Throws AlipayError `invalid_key`. */
export function rootCertificateSerial(text: string, field = "alipayRoot"): string {
  const serials = readCertificates(text, field)
    .filter(isRsaSigned)
    .map((der) => serialOf(parseX509(der, field)));
  if (serials.length === 0) throw invalidKey("not_rsa", field);
  return serials.join("_");
}
