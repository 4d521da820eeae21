// Turns the key texts of a world (PEM, or Base64 DER on one line as Alipay's tools print it) into KeyObjects. Worlds are
// written by us or by a tester, so this is short; the product's own key reader, with its diagnoses, is judged elsewhere.
import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";

/** A private RSA key: PEM, PKCS8 or PKCS1. Throws where it is none. */
export function privateKeyOf(text: string): KeyObject {
  if (text.includes("-----BEGIN")) return createPrivateKey(text);
  const key = Buffer.from(text, "base64");
  // The OID of rsaEncryption in the head of the DER tells PKCS8 from PKCS1.
  const type = key.subarray(0, 40).includes(Buffer.from("2a864886f70d010101", "hex")) ? "pkcs8" : "pkcs1";
  return createPrivateKey({ key, format: "der", type });
}

/** A public RSA key: PEM or SPKI. Throws where it is none. */
export function publicKeyOf(text: string): KeyObject {
  if (text.includes("-----BEGIN")) return createPublicKey(text);
  return createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" });
}
