// Decides whether a certificate which came over the network descends from the roots that the merchant downloaded.
import { X509Certificate } from "node:crypto";
import { type Certificate, parseCertificate } from "./certificate.ts";
import { invalidKey } from "./invalid-key.ts";
import { readKeyText } from "./key-text.ts";

// Alipay's chains have two or three links; more is not followed.
const longestChain = 6;

function readAll(text: string, field: string): X509Certificate[] {
  return readKeyText(text, field).flatMap(({ shape, der }) => {
    if (shape !== "certificate") return [];
    try {
      return [new X509Certificate(der)];
    } catch {
      // OpenSSL refuses the structure: it can vouch for nothing.
      return [];
    }
  });
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    // A key kind which this OpenSSL does not know, such as SM2.
    return false;
  }
}

function isValidAt(certificate: X509Certificate, nowMs: number): boolean {
  return Date.parse(certificate.validFrom) <= nowMs && nowMs <= Date.parse(certificate.validTo);
}

/** Reads a downloaded certificate (with its issuers behind it). Throws AlipayError `invalid_key` unless a chain of valid signatures leads to `rootText`. */
export function parseTrustedCertificate(
  text: string,
  trust: { readonly rootText: string; readonly nowMs: number },
): Certificate {
  const field = "alipay_cert_content";
  const chain = readAll(text, field);
  const roots = readAll(trust.rootText, "certificates.alipayRoot");
  let current = chain[0];
  for (let link = 0; current !== undefined && link < longestChain; link++) {
    const certificate: X509Certificate = current;
    if (!isValidAt(certificate, trust.nowMs)) throw invalidKey("expired", field);
    const root = roots.find((candidate) => isIssuedBy(certificate, candidate));
    if (root !== undefined) {
      if (!isValidAt(root, trust.nowMs)) throw invalidKey("expired", "certificates.alipayRoot");
      return parseCertificate(text, field);
    }
    current = chain.find((candidate) => candidate !== certificate && isIssuedBy(certificate, candidate));
  }
  throw invalidKey("untrusted", field);
}
