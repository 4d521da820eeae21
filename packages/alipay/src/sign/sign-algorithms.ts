// The one registry of sign algorithms. An account pins one of them; a message never chooses. Must not know which bytes a
// protocol signs.
import { type KeyObject, sign, timingSafeEqual, verify } from "node:crypto";
import { invalidKey } from "../keys/invalid-key.ts";
import { Md5Key } from "../keys/md5-key.ts";

/** Alipay's names, as in `sign_type`. DSA is documented for MAPI but no contract offers it any more. */
export type SignAlgorithm = "MD5" | "RSA" | "RSA2";
/** A parsed key: an Md5Key for MD5, an RSA KeyObject (private to sign, public to verify) for RSA and RSA2. */
export type SignKey = Md5Key | KeyObject;

/** One algorithm: how to sign bytes and how to compare a signature's text with them. */
export type SignAlgorithmDefinition = {
  /** The least modulus in bits, undefined for MD5. */
  readonly minBits: 1024 | 2048 | undefined;
  sign(key: SignKey, bytes: Uint8Array): string;
  verify(key: SignKey, bytes: Uint8Array, signatureText: string): boolean;
};

const md5: SignAlgorithmDefinition = {
  minBits: undefined,
  sign(key, bytes) {
    if (!(key instanceof Md5Key)) throw invalidKey("wrong_algorithm", "MD5");
    return key.digest(bytes);
  },
  verify(key, bytes, signatureText) {
    if (!(key instanceof Md5Key)) throw invalidKey("wrong_algorithm", "MD5");
    if (!/^[0-9a-f]{32}$/.test(signatureText)) return false;
    return timingSafeEqual(Buffer.from(key.digest(bytes), "latin1"), Buffer.from(signatureText, "latin1"));
  },
};

// One signature has one text: no white space, no url-safe alphabet, no stray bits in the last character. The decoder skips
// what it does not know, which shows in the length; comparing with a second encoding says the same in three times the time.
function isCanonicalBase64(text: string, decodedLength: number): boolean {
  if (text.includes("-") || text.includes("_")) return false;
  const stray = decodedLength % 3;
  if (text.length !== Math.ceil(decodedLength / 3) * 4) return false;
  if (stray === 1) return text.endsWith("==") && "AQgw".includes(text.slice(-3, -2));
  if (stray === 2) return text.endsWith("=") && "AEIMQUYcgkosw048".includes(text.slice(-2, -1));
  return true;
}

function rsa(name: "RSA" | "RSA2", digest: "sha1" | "sha256", minBits: 1024 | 2048): SignAlgorithmDefinition {
  return {
    minBits,
    sign(key, bytes) {
      if (key instanceof Md5Key) throw invalidKey("wrong_algorithm", name);
      return sign(digest, bytes, key).toString("base64");
    },
    verify(key, bytes, signatureText) {
      if (key instanceof Md5Key) throw invalidKey("wrong_algorithm", name);
      const signature = Buffer.from(signatureText, "base64");
      return isCanonicalBase64(signatureText, signature.length) && verify(digest, bytes, key, signature);
    },
  };
}

/** Every algorithm by its `sign_type`. */
export const signAlgorithms: Readonly<Record<SignAlgorithm, SignAlgorithmDefinition>> = {
  MD5: md5,
  // Alipay's own 1024-bit keys of the partner protocol are still in use.
  RSA: rsa("RSA", "sha1", 1024),
  RSA2: rsa("RSA2", "sha256", 2048),
};

/** Signs `bytes`: lower-case hex for MD5, Base64 for RSA and RSA2. Throws AlipayError `invalid_key` for a key of another kind. */
export function signBytes(algorithm: SignAlgorithm, key: SignKey, bytes: Uint8Array): string {
  return signAlgorithms[algorithm].sign(key, bytes);
}

/** Whether `signatureText` is the signature of `bytes`; false for anything a message may hold, however malformed. */
export function verifyBytes(algorithm: SignAlgorithm, key: SignKey, bytes: Uint8Array, signatureText: string): boolean {
  // 4096 bits in Base64 are 684 characters; 8192 are 1368. Longer texts are not worth decoding.
  if (typeof signatureText !== "string" || signatureText.length > 1400) return false;
  return signAlgorithms[algorithm].verify(key, bytes, signatureText);
}
