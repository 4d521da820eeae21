// Reads an RSA private key in any form people have it. Parsed once: callers keep the KeyObject.
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import type { DerShape } from "./der-shape.ts";
import { type InvalidKeyRule, invalidKey } from "./invalid-key.ts";
import { readKeyText } from "./key-text.ts";
import { checkRsaStrength, type KeyOptions } from "./rsa-strength.ts";

const containers: Partial<Record<DerShape, "pkcs1" | "pkcs8">> = { pkcs1_private: "pkcs1", pkcs8_private: "pkcs8" };

const refusals: Record<DerShape, InvalidKeyRule> = {
  pkcs1_private: "unreadable",
  pkcs8_private: "unreadable",
  pkcs8_encrypted: "encrypted",
  ec_private: "ec_key",
  pkcs1_public: "public_key",
  spki_public: "public_key",
  certificate: "certificate",
  certificate_request: "certificate_request",
  pkcs12: "pkcs12",
  truncated: "truncated",
  trailing_bytes: "trailing_bytes",
  unknown: "unreadable",
};

// A key with one altered character often still imports; its signatures are then refused by Alipay with no reason given.
function agreesWithItself(key: KeyObject): boolean {
  const probe = Buffer.from("dedepay");
  try {
    return verify("sha256", probe, createPublicKey(key), sign("sha256", probe, key));
  } catch {
    // OpenSSL refuses to compute with the numbers of a damaged key.
    return false;
  }
}

function importPrivateKey(der: Buffer, type: "pkcs1" | "pkcs8", field: string): KeyObject {
  try {
    return createPrivateKey({ key: der, format: "der", type });
  } catch {
    // OpenSSL refuses the numbers or the structure; its text names neither for a person.
    throw invalidKey("unreadable", field);
  }
}

/** Reads an RSA private key (PKCS#1 or PKCS#8; PEM or bare Base64). Throws AlipayError `invalid_key` saying what it is instead. */
export function parsePrivateKey(text: string, options: KeyOptions = {}): KeyObject {
  const field = options.field ?? "privateKey";
  const blocks = readKeyText(text, field);
  const block = blocks.find(({ shape }) => containers[shape] !== undefined) ?? blocks[0];
  const container = block === undefined ? undefined : containers[block.shape];
  if (block === undefined || container === undefined) {
    throw invalidKey(block === undefined ? "unreadable" : refusals[block.shape], field);
  }
  const key = importPrivateKey(block.der, container, field);
  checkRsaStrength(key, { ...options, field });
  if (!agreesWithItself(key)) throw invalidKey("damaged", field);
  return key;
}
