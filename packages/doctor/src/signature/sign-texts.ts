// The signature's own text: as it came, and as it was before something on the way spoilt it.
import { type ByteText, percentDecode } from "../evidence/byte-text.ts";
import type { Mistake } from "./hypothesis.ts";

export type SignText = { readonly text: ByteText; readonly bytes: Buffer; readonly mistake?: Mistake };

const base64 = /^[A-Za-z0-9+/]+={0,2}$/u;

/** Whether the signature looks like MD5 (32 hex digits) whatever sign_type says. */
export function looksLikeMd5(sign: ByteText): boolean {
  return /^[0-9a-fA-F]{32}$/u.test(sign.trim());
}

/** As it came first, then each repair that changes it. */
export function signTexts(sign: ByteText): readonly SignText[] {
  const repairs = looksLikeMd5(sign) ? md5Repairs(sign) : base64Repairs(sign);
  const seen = new Set<string>();
  return [{ text: sign }, ...repairs]
    .flatMap((repair) => {
      if (seen.has(repair.text)) return [];
      seen.add(repair.text);
      return [{ ...repair, bytes: Buffer.from(repair.text, "base64") }];
    })
    .filter(({ text, mistake }) => mistake === undefined || looksLikeMd5(text) || isCanonicalBase64(text));
}

/** Length and padding right, no other characters. */
export function isCanonicalBase64(text: ByteText): boolean {
  return text.length % 4 === 0 && base64.test(text);
}

type Repair = { readonly text: ByteText; readonly mistake?: Mistake };

function md5Repairs(sign: ByteText): Repair[] {
  const relation = { zh: "sign 用了大写或带着空白", en: "with the sign in upper case or with white space" };
  return [{ text: sign.trim().toLowerCase(), mistake: { cause: "signature-recipe-differs", relation } }];
}

function padded(text: ByteText): ByteText {
  const bare = text.replace(/=+$/u, "");
  return bare.padEnd(Math.ceil(bare.length / 4) * 4, "=");
}

function base64Repairs(sign: ByteText): Repair[] {
  const plus = {
    cause: "plus-sign-for-space",
    relation: { zh: "把 sign 里的空格换回加号", en: "with the spaces in sign turned back into plus signs" },
  };
  const padding = {
    cause: "base64-padding-lost",
    relation: { zh: "补回 sign 末尾丢掉的等号", en: "with the lost = at the end of sign put back" },
  };
  const encoded = {
    cause: "value-url-encoded-twice",
    relation: { zh: "把 sign 再做一次 URL 解码", en: "with sign URL-decoded once more" },
  };
  const frame = {
    cause: "signature-recipe-differs",
    relation: { zh: "去掉 sign 里的换行和空白、换回标准 Base64 字母", en: "with sign as one line of plain Base64" },
  };
  const spaced = sign.replaceAll(" ", "+");
  return [
    { text: spaced, mistake: plus },
    { text: padded(sign), mistake: padding },
    { text: percentDecode(sign, false), mistake: encoded },
    { text: padded(spaced), mistake: plus },
    { text: padded(sign.replace(/\s+/gu, "").replaceAll("-", "+").replaceAll("_", "/")), mistake: frame },
  ];
}
