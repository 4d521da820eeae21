// Content encryption of OpenAPI: AES-128-CBC with a zero IV and PKCS7 padding, Base64 on the wire.
import { createCipheriv, createDecipheriv } from "node:crypto";

const iv = Buffer.alloc(16);

/** Base64 of the encrypted bytes. */
export function encryptContent(content: Buffer, aesKey: string): string {
  const cipher = createCipheriv("aes-128-cbc", Buffer.from(aesKey, "base64"), iv);
  return Buffer.concat([cipher.update(content), cipher.final()]).toString("base64");
}

/** The clear bytes, or undefined where the text was not encrypted with this key. */
export function decryptContent(text: string, aesKey: string): Buffer | undefined {
  try {
    const decipher = createDecipheriv("aes-128-cbc", Buffer.from(aesKey, "base64"), iv);
    return Buffer.concat([decipher.update(text, "base64"), decipher.final()]);
  } catch (error) {
    // OpenSSL throws on wrong padding or length: the usual sign of another key.
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
