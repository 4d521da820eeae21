// Turns the many ways in which people paste a key (PEM, one line, wrapped, BOM, "\n" spelt out, broken header lines) into
// DER bytes. Must not know what the bytes are used for.
import { type DerShape, derShape } from "./der-shape.ts";
import { type InvalidKeyRule, invalidKey } from "./invalid-key.ts";

/** One DER structure found in the text. */
export type KeyBlock = { shape: DerShape; der: Buffer };

const maximumLength = 64 * 1024;
// White space, BOM and zero-width characters which editors and chat programs insert, and "\n" or "\r" spelt out.
const invisible = /[\s\u00a0\u200b-\u200d\u2060\ufeff]|\\[nr]/g;
const pemBlock = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g;
const looseHeader = /-+\s*(?:BEGIN|END)[A-Za-z0-9 ]*-+/g;

/** What a text that holds no key at all seems to be; undefined when it may be one. */
export function recogniseForeignText(text: string): InvalidKeyRule | undefined {
  const bare = text.replace(invisible, "");
  if (bare === "") return "empty";
  if (/^2088\d{12}$/.test(bare)) return "partner_id";
  if (/^\d{16}$/.test(bare)) return "app_id";
  if (/^[^@]{1,64}@[^@]{1,100}\.[A-Za-z]+$/.test(bare)) return "email";
  if (bare.length < 400 && /\.(?:pem|key|crt|cer|der|txt|csr|pfx|p12)$/i.test(bare)) return "file_path";
  if (/^ssh-|BEGINOPENSSH|BEGINSSH2/.test(bare)) return "ssh_key";
  if (/^(?:<\?xml.*)?<RSAKeyValue>/.test(bare)) return "xml_key";
  if (/ENCRYPTED/.test(bare) && /-BEGIN/.test(bare)) return "encrypted";
  return undefined;
}

function decodeBody(body: string, field: string): KeyBlock {
  const base64 = body.replace(invisible, "");
  const wrong = /[^A-Za-z0-9+/=]|=(?!=?$)/.exec(base64);
  if (wrong !== null) {
    const at = wrong.index + 1;
    throw invalidKey("not_base64", field, {
      zh: `第 ${at} 个字符（不计空白）`,
      en: `character ${at}, white space not counted`,
    });
  }
  const der = Buffer.from(base64, "base64");
  return { shape: derShape(der), der };
}

/** Every DER structure in `text`, in order. Throws AlipayError `invalid_key` naming what the text is instead. */
export function readKeyText(text: string, field: string): KeyBlock[] {
  if (typeof text !== "string") throw invalidKey("unreadable", field);
  if (text.length > maximumLength) throw invalidKey("too_long", field);
  const foreign = recogniseForeignText(text);
  if (foreign !== undefined) throw invalidKey(foreign, field);
  if (/^[A-Za-z0-9]{32}$/.test(text.replace(invisible, ""))) throw invalidKey("md5_key", field);
  const bodies = Array.from(text.matchAll(pemBlock), (match) => match[2] ?? "");
  // A header line which lost a dash or a word still leaves the Base64 readable.
  if (bodies.length === 0) bodies.push(text.replace(looseHeader, ""));
  return bodies.map((body) => decodeBody(body, field));
}
