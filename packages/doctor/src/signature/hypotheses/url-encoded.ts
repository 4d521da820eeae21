// URL encoding stood between the values and the signature: too early, or once too often.
import { type ByteText, percentDecode } from "../../evidence/byte-text.ts";
import type { DraftHypothesis } from "../hypothesis.ts";
import { type ValueChange, valueHypothesis } from "../value-hypothesis.ts";

function hex(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

function lowerHex(text: ByteText): ByteText {
  return text.replace(/%[0-9A-F]{2}/gu, (code) => code.toLowerCase());
}

/** PHP's urlencode: everything but letters, digits, "-", "_", "."; a space is "+". */
export function phpUrlEncode(value: ByteText): ByteText {
  return value.replace(/[^A-Za-z0-9_.-]/gu, (byte) => (byte === " " ? "+" : hex(byte)));
}

/** PHP's rawurlencode. */
function rawUrlEncode(value: ByteText): ByteText {
  return value.replace(/[^A-Za-z0-9_.~-]/gu, hex);
}

function encodeUriComponentBytes(value: ByteText): ByteText {
  return value.replace(/[^A-Za-z0-9_.!~*'()-]/gu, hex);
}

/** Java's URLEncoder: as PHP's, but "*" stays. */
function javaUrlEncode(value: ByteText): ByteText {
  return value.replace(/[^A-Za-z0-9_.*-]/gu, (byte) => (byte === " " ? "+" : hex(byte)));
}

const before = "value-url-encoded-before-signing";
const twice = "value-url-encoded-twice";
const encoded = { zh: "各值先做 URL 编码再拼签名串", en: "with the values URL-encoded before they were joined" };

const encoders: readonly ((value: ByteText) => ByteText)[] = [
  phpUrlEncode,
  rawUrlEncode,
  encodeUriComponentBytes,
  javaUrlEncode,
  (value) => lowerHex(phpUrlEncode(value)),
  (value) => lowerHex(rawUrlEncode(value)),
];

const changes: readonly ValueChange[] = [
  {
    cause: twice,
    relation: { zh: "把值再做一次 URL 解码", en: "with the values URL-decoded once more" },
    change: (value) => (/%[0-9a-fA-F]{2}/u.test(value) ? percentDecode(value, true) : value),
  },
  {
    cause: twice,
    relation: { zh: "把值再做一次 URL 解码（加号保留）", en: "with the values URL-decoded once more, plus signs kept" },
    change: (value) => (value.includes("+") ? percentDecode(value, false) : value),
  },
  {
    cause: twice,
    relation: { zh: "把值再做两次 URL 解码", en: "with the values URL-decoded twice more" },
    change: (value) => {
      const once = percentDecode(value, true);
      return /%[0-9a-fA-F]{2}/u.test(once) ? percentDecode(once, true) : value;
    },
  },
  ...encoders.map((change) => ({ cause: before, relation: encoded, change })),
];

export const urlEncoded: DraftHypothesis = valueHypothesis(changes);
