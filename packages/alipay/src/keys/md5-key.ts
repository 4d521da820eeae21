// The MD5 key of the partner protocol (安全校验码). The secret stays inside the object: it shows in no JSON, no inspect.
import { createHash } from "node:crypto";
import { invalidKey } from "./invalid-key.ts";
import { recogniseForeignText } from "./key-text.ts";

/** A parsed MD5 key; only `digest` uses it. */
export class Md5Key {
  readonly #secret: Buffer;

  constructor(secret: Buffer) {
    this.#secret = secret;
  }

  /** Lower-case hex MD5 of `bytes` followed by the key. */
  digest(bytes: Uint8Array): string {
    return createHash("md5").update(bytes).update(this.#secret).digest("hex");
  }
}

/** Reads an MD5 key: 32 letters and digits; white space and BOM around it are dropped. Throws AlipayError `invalid_key`. */
export function parseMd5Key(text: string, field = "md5Key"): Md5Key {
  if (typeof text !== "string") throw invalidKey("md5_length", field);
  if (text.length > 64 * 1024) throw invalidKey("too_long", field);
  const key = text.replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/g, "");
  const foreign = recogniseForeignText(key);
  if (foreign !== undefined) throw invalidKey(foreign, field);
  if (/-----BEGIN|^MI[A-Za-z0-9+/\s]{100}/.test(key)) throw invalidKey("rsa_key", field);
  const wrong = /[^A-Za-z0-9]/.exec(key);
  if (wrong !== null) {
    throw invalidKey("md5_character", field, {
      zh: `第 ${wrong.index + 1} 个字符`,
      en: `character ${wrong.index + 1}`,
    });
  }
  if (key.length !== 32)
    throw invalidKey("md5_length", field, { zh: `现在 ${key.length} 位`, en: `this has ${key.length}` });
  return new Md5Key(Buffer.from(key, "latin1"));
}
