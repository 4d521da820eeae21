// The signature's own text: as it came, and as it was before something on the way spoilt it.
import { type ByteText, percentDecode } from "../evidence/byte-text.ts";
import type { Mistake } from "./hypothesis.ts";

export type SignText = { readonly bytes: Buffer; readonly mistakes: readonly Mistake[] };

// Of a key of 512 bits.
const shortestRsa = 88;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/u;

/** Whether the signature looks like MD5 (32 hex digits) whatever sign_type says. */
export function looksLikeMd5(sign: ByteText): boolean {
  return /^[0-9a-fA-F]{32}$/u.test(sign.trim());
}

/** Length and padding right, no other characters. */
export function isCanonicalBase64(text: ByteText): boolean {
  return text.length % 4 === 0 && base64.test(text);
}

export type DigestName = "md5" | "sha1" | "sha256" | "sha512";

/** A signature that is a digest of text and key. */
export type DigestSign = {
  readonly hash: DigestName;
  /** In hex, lower case. */
  readonly digest: string;
  /** Only the middle half of the digest. */
  readonly isShort?: true;
  readonly mistakes: readonly Mistake[];
};

const digestNames: Readonly<Record<number, readonly [hash: DigestName, name: string]>> = {
  16: ["md5", "MD5"],
  20: ["sha1", "SHA-1"],
  32: ["sha256", "SHA-256"],
  64: ["sha512", "SHA-512"],
};

/** The signature as a digest, if its form is one: 32 hex digits as Alipay wants it, or what other recipes write. */
export function digestSign(sign: ByteText): DigestSign | undefined {
  const text = sign.trim();
  if (looksLikeMd5(text)) return md5Sign(sign);
  const short = /^[0-9a-fA-F]{16}$/u.test(text);
  const isHex = /^[0-9a-fA-F]+$/u.test(text);
  const bytes = isHex ? text.length / 2 : base64Length(text);
  const found = short ? digestNames[16] : digestNames[bytes];
  if (found === undefined) return undefined;
  const [hash, name] = found;
  const digest = isHex ? text.toLowerCase() : Buffer.from(text, "base64").toString("hex");
  const [zh, en] = short
    ? ["的中间 16 位", ", only its middle 16 digits"]
    : isHex
      ? ["", ""]
      : ["的 Base64", " in Base64"];
  const mistake = recipe({ zh: `sign 是 ${name} ${zh}`.trim(), en: `with sign as ${name}${en}` });
  return { hash, digest, mistakes: [mistake], ...(short ? { isShort: true } : {}) };
}

// Of a Base64 text that has the "=" which digests have. 64 bytes may be an RSA signature.
function base64Length(text: string): number {
  const bytes = isCanonicalBase64(text) && text.endsWith("=") ? Buffer.from(text, "base64").length : 0;
  return bytes < 64 ? bytes : 0;
}

function recipe(relation: Mistake["relation"]): Mistake {
  return { cause: "signature-recipe-differs", fields: ["sign"], relation };
}

function md5Sign(sign: ByteText): DigestSign {
  const digest = sign.trim().toLowerCase();
  const written = recipe({ zh: "sign 用了大写或带着空白", en: "with the sign in upper case or with white space" });
  return { hash: "md5", digest, mistakes: digest === sign ? [] : [written] };
}

function reading(text: ByteText, mistakes: readonly Mistake[]): SignText {
  return { mistakes, bytes: Buffer.from(text, "base64") };
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
const frame = recipe({
  zh: "去掉 sign 里的换行和空白、换回标准 Base64 写法",
  en: "with sign as one line of plain Base64",
});
const inHex = recipe({ zh: "sign 写成了十六进制而不是 Base64", en: "with sign in Base64 in the place of hex" });
const twice = recipe({ zh: "sign 做了两次 Base64", en: "with sign in Base64 once, not twice" });

/**
 * Each reading of an RSA signature, the plainest first. Each repair that changes something is one mistake; what is no Base64
 * in the end is no signature.
 */
export function signTexts(sign: ByteText): readonly SignText[] {
  if (/^[0-9a-fA-F]{256,1024}$/u.test(sign)) return [reading(Buffer.from(sign, "hex").toString("base64"), [inHex])];
  if (isCanonicalBase64(sign)) {
    const inner = Buffer.from(sign, "base64").toString("latin1");
    const isTwice = inner.length >= shortestRsa && isCanonicalBase64(inner);
    return [reading(sign, []), ...(isTwice ? [reading(inner, [twice])] : [])];
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
