// Content encryption of the OpenAPI: AES-128-CBC, sixteen zero bytes as initialisation vector, PKCS#7 padding. It hides
// content, it proves nothing: what was encrypted must still be verified by its signature.
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from "node:crypto";
import { AlipayError, type AlipayErrorDetails } from "../alipay-error.ts";
import { invalidKey } from "../keys/invalid-key.ts";

const zeroIv = Buffer.alloc(16);

/** Reads the AES key of the console: 16 bytes in Base64. Throws AlipayError `invalid_key`. */
export function parseAesKey(text: string, field = "aesKey"): KeyObject {
  const base64 = typeof text === "string" ? text.replace(/[\s\ufeff]/g, "") : "";
  if (!/^[A-Za-z0-9+/]{22}==$/.test(base64)) throw invalidKey("aes_key", field);
  return createSecretKey(Buffer.from(base64, "base64"));
}

/** Encrypts UTF-8 text to Base64. */
export function aesEncrypt(key: KeyObject, text: string): string {
  const cipher = createCipheriv("aes-128-cbc", key, zeroIv);
  return Buffer.concat([cipher.update(text, "utf8"), cipher.final()]).toString("base64");
}

/** Decrypts Base64 to bytes; undefined where it is not a whole number of blocks or the padding is wrong. */
export function aesDecrypt(key: KeyObject, base64: string): Buffer | undefined {
  const decipher = createDecipheriv("aes-128-cbc", key, zeroIv);
  try {
    const head = decipher.update(base64, "base64");
    const tail = decipher.final();
    return tail.length === 0 ? head : Buffer.concat([head, tail]);
  } catch {
    // Another key, half a block, or no ciphertext at all.
    return undefined;
  }
}

/** The error of an account which needs an AES key and has none. */
export function missingAesKey(details: AlipayErrorDetails = {}): AlipayError {
  return new AlipayError("invalid_argument", "账户没有配置 aesKey，不能加解密 (the account has no aesKey)", {
    ...details,
    violations: [{ field: "aesKey", rule: "required" }],
  });
}
