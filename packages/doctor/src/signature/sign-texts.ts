// The signature's own text: as it came, and as it was before something on the way spoilt it.
import { type ByteText, percentDecode } from "../evidence/byte-text.ts";
import type { Mistake } from "./hypothesis.ts";

export type SignText = { readonly text: ByteText; readonly bytes: Buffer; readonly mistakes: readonly Mistake[] };

const base64 = /^[A-Za-z0-9+/]+={0,2}$/u;

/** Whether the signature looks like MD5 (32 hex digits) whatever sign_type says. */
export function looksLikeMd5(sign: ByteText): boolean {
  return /^[0-9a-fA-F]{32}$/u.test(sign.trim());
}

/** Length and padding right, no other characters. */
export function isCanonicalBase64(text: ByteText): boolean {
  return text.length % 4 === 0 && base64.test(text);
}

/** Each reading of the signature, the plainest first; none of RSA where no repair makes it Base64. */
export function signTexts(sign: ByteText): readonly SignText[] {
  return looksLikeMd5(sign) ? md5Readings(sign) : base64Readings(sign);
}

function reading(text: ByteText, mistakes: readonly Mistake[]): SignText {
  return { text, mistakes, bytes: Buffer.from(text, "base64") };
}

function md5Readings(sign: ByteText): SignText[] {
  const plain = sign.trim().toLowerCase();
  if (plain === sign) return [reading(sign, [])];
  const relation = { zh: "sign 用了大写或带着空白", en: "with the sign in upper case or with white space" };
  return [reading(plain, [{ cause: "signature-recipe-differs", relation }])];
}

const plus: Mistake = {
  cause: "plus-sign-for-space",
  fields: ["sign"],
  relation: { zh: "把 sign 里的空格换回加号", en: "with the spaces in sign turned back into plus signs" },
};
const padding: Mistake = {
  cause: "base64-padding-lost",
  fields: ["sign"],
  relation: { zh: "补回 sign 末尾丢掉的等号", en: "with the lost = at the end of sign put back" },
};
const encoded: Mistake = {
  cause: "value-url-encoded-twice",
  fields: ["sign"],
  relation: { zh: "把 sign 再做一次 URL 解码", en: "with sign URL-decoded once more" },
};
const frame: Mistake = {
  cause: "signature-recipe-differs",
  fields: ["sign"],
  relation: {
    zh: "去掉 sign 里的换行和空白、换回标准 Base64 写法",
    en: "with sign as one line of plain Base64",
  },
};

// Each repair that changes something is one mistake; what is no Base64 in the end is no signature.
function base64Readings(sign: ByteText): SignText[] {
  if (isCanonicalBase64(sign)) return [reading(sign, [])];
  if (/^[0-9a-fA-F]{256,1024}$/u.test(sign)) {
    return [reading(Buffer.from(sign, "hex").toString("base64"), [frame])];
  }
  return [false, true].flatMap((framed) => {
    const mistakes: Mistake[] = [];
    let text = sign;
    const repair = (repaired: ByteText, mistake: Mistake): void => {
      if (repaired === text) return;
      text = repaired;
      mistakes.push(mistake);
    };
    // A plus sign in an encoded text was a space: a real one would have become %2B.
    if (/%[0-9a-fA-F]{2}/u.test(text)) repair(percentDecode(text, true), encoded);
    if (framed) repair(text.replace(/\s+/gu, "").replaceAll("-", "+").replaceAll("_", "/"), frame);
    repair(text.replaceAll(" ", "+"), plus);
    repair(padded(text), padding);
    return isCanonicalBase64(text) ? [reading(text, mistakes)] : [];
  });
}

function padded(text: ByteText): ByteText {
  const bare = text.replace(/=+$/u, "");
  return bare.padEnd(Math.ceil(bare.length / 4) * 4, "=");
}
