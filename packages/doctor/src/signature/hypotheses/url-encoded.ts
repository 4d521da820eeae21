// URL encoding stood between the values and the signature: too early, or once too often.
import { type ByteText, percentDecode } from "../../evidence/byte-text.ts";
import type { DraftHypothesis } from "../hypothesis.ts";
import { valueHypothesis } from "../value-hypothesis.ts";

const codes = Array.from({ length: 256 }, (_, byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`);

function hex(byte: string): string {
  return codes[byte.charCodeAt(0)] ?? "";
}

function lowerHex(text: ByteText): ByteText {
  return text.replace(/%[0-9A-F]{2}/gu, (code) => code.toLowerCase());
}

/** PHP's urlencode: everything but letters, digits, "-", "_", "."; a space is "+". */
export function phpUrlEncode(value: ByteText): ByteText {
  return value.replace(/[^A-Za-z0-9_.-]/gu, (byte) => (byte === " " ? "+" : hex(byte)));
}

/** PHP's rawurlencode. */
export function rawUrlEncode(value: ByteText): ByteText {
  return value.replace(/[^A-Za-z0-9_.~-]/gu, hex);
}

/** JavaScript's encodeURIComponent. */
export function encodeUriComponentBytes(value: ByteText): ByteText {
  return value.replace(/[^A-Za-z0-9_.!~*'()-]/gu, hex);
}

function encodeUriBytes(value: ByteText): ByteText {
  return value.replace(/[^A-Za-z0-9_.!~*'();/?:@&=+$,#-]/gu, hex);
}

/** Java's URLEncoder: as PHP's, but "*" stays. */
function javaUrlEncode(value: ByteText): ByteText {
  return value.replace(/[^A-Za-z0-9_.*-]/gu, (byte) => (byte === " " ? "+" : hex(byte)));
}

/** Python's quote(): "/" stays. */
function pythonQuote(value: ByteText): ByteText {
  return value.replace(/[^A-Za-z0-9_.~/-]/gu, hex);
}

const twice = "value-url-encoded-twice";
const encoded = { zh: "各值先做 URL 编码再拼签名串", en: "with the values URL-encoded before they were joined" };

type Encoder = (value: ByteText) => ByteText;
const common: readonly Encoder[] = [phpUrlEncode, rawUrlEncode, encodeUriComponentBytes];
const rare: readonly Encoder[] = [
  encodeUriBytes,
  javaUrlEncode,
  pythonQuote,
  (value) => lowerHex(phpUrlEncode(value)),
  (value) => lowerHex(rawUrlEncode(value)),
];

const coded = /%[0-9a-fA-F]{2}/u;

export const urlEncodedTwice: DraftHypothesis = valueHypothesis("undo", [
  {
    cause: twice,
    relation: { zh: "把值再做一次 URL 解码", en: "with the values URL-decoded once more" },
    // A space alone became a plus sign, as in a time.
    change: (value) => (coded.test(value) || value.includes("+") ? percentDecode(value, true) : value),
  },
  {
    cause: twice,
    relation: { zh: "把值再做一次 URL 解码", en: "with the values URL-decoded once more" },
    change: (value) => (coded.test(value) ? percentDecode(value, true) : value),
  },
  {
    cause: twice,
    relation: { zh: "把值再做一次 URL 解码（加号保留）", en: "with the values URL-decoded once more, plus signs kept" },
    change: (value) => (coded.test(value) && value.includes("+") ? percentDecode(value, false) : value),
  },
  {
    cause: twice,
    relation: { zh: "把值再做两次 URL 解码", en: "with the values URL-decoded twice more" },
    change: (value) => {
      if (!coded.test(value)) return value;
      const once = percentDecode(value, true);
      return coded.test(once) ? percentDecode(once, true) : value;
    },
  },
]);

const before = "value-url-encoded-before-signing";

export const urlEncodedBeforeSigning: DraftHypothesis = valueHypothesis("apply", [
  ...common.map((change) => ({ cause: before, relation: encoded, change })),
  ...rare.map((change) => ({ cause: before, relation: encoded, change, asHalf: "whole" as const })),
]);
