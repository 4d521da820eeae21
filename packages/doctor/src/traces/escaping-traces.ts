// Marks of escaping and encoding in values: HTML entities, back-slashes, percent signs, plus signs.
import { type ByteText, percentDecode } from "../evidence/byte-text.ts";
import type { Field } from "../evidence/field.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";
import { cut } from "../mask-value.ts";
import { htmlUnescape } from "../signature/hypotheses/html-escaped.ts";
import { stripSlashes } from "../signature/hypotheses/slashes-added.ts";
import { brokenJsonFields, isJson } from "./json-fields.ts";
import { isTimeName, isUrlEncodedTime } from "./time-values.ts";
import type { Trace } from "./trace.ts";

const entity = /&(?:quot|apos|amp|lt|gt|#0*3[49]|#x2[27]);/iu;
const urlNames = /(?:^|_)url$/u;
const mailNames = /email$|logon_id$/u;

/** `&quot;` and its like. */
export function htmlTrace(message: SignedMessage): Trace | undefined {
  const json = brokenJsonFields(message).find(({ value }) => isJson(htmlUnescape(value)));
  const xml = message.fields.find(({ name, value }) => name === "notify_data" && value.startsWith("&lt;"));
  const sure = json ?? xml;
  if (sure !== undefined)
    return seen(sure, { zh: "里的引号、尖括号变成了 HTML 实体", en: "holds HTML entities" }, true);
  const field = message.fields.find(({ name, value }) => name !== "sign" && entity.test(value));
  return field && seen(field, { zh: "里有 HTML 实体", en: "holds an HTML entity" }, false);
}

/** Back-slashes before quotes. */
export function slashTrace(message: SignedMessage): Trace | undefined {
  const json = brokenJsonFields(message).find(({ value }) => isJson(stripSlashes(value)));
  if (json !== undefined)
    return seen(json, { zh: "里的引号前多了反斜杠", en: "has back-slashes before its quotes" }, true);
  const field = message.fields.find(({ value }) => /\\['"]/u.test(value) && !isJson(value));
  return field && seen(field, { zh: "里有反斜杠加引号", en: "holds a quote behind a back-slash" }, false);
}

/** Values that are still encoded after they were decoded once. */
export function urlEncodingTrace(message: SignedMessage): Trace | undefined {
  const field = message.fields.find(isStillEncoded);
  return field && seen(field, { zh: "解码一次之后仍是编码的", en: "is still encoded after it was decoded once" }, true);
}

function isStillEncoded({ name, value }: Field): boolean {
  if (name === "sign" || !/%[0-9a-fA-F]{2}/u.test(value)) return false;
  if (isTimeName(name)) return isUrlEncodedTime(value);
  if (urlNames.test(name)) return /^https?%3A%2F%2F/iu.test(value);
  if (mailNames.test(name)) return /^[^@\s]+%40[^@\s]+$/iu.test(value);
  if (/^%(?:7B|5B)/iu.test(value)) return isJson(percentDecode(value, true));
  // A run of bytes outside ASCII: text of people in percent signs.
  return /(?:%[89A-Fa-f][0-9A-Fa-f]){2}/u.test(value);
}

/** A time with a plus sign, or a signature with spaces. */
export function plusTrace(message: SignedMessage): Trace | undefined {
  const time = message.fields.find(({ name, value }) => isTimeName(name) && /^\d{4}-\d\d-\d\d\+\d/u.test(value));
  if (time !== undefined) return seen(time, { zh: "里的空格变成了加号", en: "has a plus sign for its space" }, true);
  const sign = message.fields.find(({ name }) => name === "sign");
  if (sign === undefined || !/^[A-Za-z0-9+/= ]{100,}$/u.test(sign.value) || !sign.value.trim().includes(" "))
    return undefined;
  return { strong: true, text: { zh: "sign 里的加号变成了空格", en: "sign has spaces where Base64 has plus signs" } };
}

/** Base64 whose end is missing. */
export function paddingTrace(message: SignedMessage): Trace | undefined {
  return lostPadding(message.fields.find(({ name }) => name === "sign")?.value);
}

export function lostPadding(sign: ByteText | undefined): Trace | undefined {
  if (sign === undefined || !/^[A-Za-z0-9+/ ]{100,}$/u.test(sign)) return undefined;
  const rest = sign.length % 4;
  if (rest !== 2 && rest !== 3) return undefined;
  const lost = "=".repeat(4 - rest);
  return {
    strong: true,
    text: {
      zh: `sign 有 ${sign.length} 个字符，不是 4 的倍数：末尾少了 ${lost}`,
      en: `sign has ${sign.length} characters, no multiple of 4: ${lost} is missing at its end`,
    },
  };
}

function seen({ name, value }: Field, what: { zh: string; en: string }, strong: boolean): Trace {
  const shown = cut(value.replace(/[^\x20-\x7e]+/gu, "…")).slice(0, 60);
  return { strong, text: { zh: `${name} ${what.zh}：${shown}`, en: `${name} ${what.en}: ${shown}` } };
}
