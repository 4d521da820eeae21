// Reads Alipay's RSA public key in any form: SPKI, PKCS#1, or the certificate which carries it.
import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import type { DerShape } from "./der-shape.ts";
import { type InvalidKeyRule, invalidKey } from "./invalid-key.ts";
import { readKeyText } from "./key-text.ts";
import { checkRsaStrength, type KeyOptions } from "./rsa-strength.ts";

const importers: Partial<Record<DerShape, (der: Buffer) => KeyObject>> = {
  spki_public: (der) => createPublicKey({ key: der, format: "der", type: "spki" }),
  pkcs1_public: (der) => createPublicKey({ key: der, format: "der", type: "pkcs1" }),
  certificate: (der) => new X509Certificate(der).publicKey,
};

const refusals: Record<DerShape, InvalidKeyRule> = {
  pkcs1_private: "private_key",
  pkcs8_private: "private_key",
  pkcs8_encrypted: "private_key",
  ec_private: "private_key",
  pkcs1_public: "unreadable",
  spki_public: "unreadable",
  certificate: "unreadable",
  certificate_request: "certificate_request",
  pkcs12: "pkcs12",
  truncated: "truncated",
  trailing_bytes: "trailing_bytes",
  unknown: "unreadable",
};

/** Reads an RSA public key (SPKI, PKCS#1 or certificate; PEM or bare Base64). Throws AlipayError `invalid_key` saying what it is instead. */
export function parsePublicKey(text: string, options: KeyOptions = {}): KeyObject {
  const field = options.field ?? "alipayPublicKey";
  const [block] = readKeyText(text, field);
  if (block === undefined) throw invalidKey("unreadable", field);
  const importer = importers[block.shape];
  if (importer === undefined) throw invalidKey(refusals[block.shape], field);
  let key: KeyObject;
  try {
    key = importer(block.der);
  } catch {
    // OpenSSL refuses the numbers or the structure; its text names neither for a person.
    throw invalidKey("unreadable", field);
  }
  checkRsaStrength(key, { ...options, field });
  return key;
}
