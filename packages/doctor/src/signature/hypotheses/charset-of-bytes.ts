// The bytes that were signed are in another charset than those that were sent, or were converted once too often.
import { type ByteText, fromByteText, toByteText } from "../../evidence/byte-text.ts";
import type { DraftHypothesis } from "../hypothesis.ts";
import { type ValueChange, valueHypothesis } from "../value-hypothesis.ts";

type Conversion = {
  readonly cause: "wrong-charset-bytes" | "text-garbled-by-wrong-charset" | "characters-outside-charset";
  readonly zh: string;
  readonly en: string;
  readonly convert: (bytes: ByteText) => ByteText | undefined;
};

const ascii = /^[\0-\x7f]*$/u;

function then<From, To>(value: From | undefined, next: (value: From) => To): To | undefined {
  return value === undefined ? undefined : next(value);
}

function keepIfUtf8(bytes: ByteText | undefined): ByteText | undefined {
  return bytes !== undefined && fromByteText(bytes, "utf-8") !== undefined ? bytes : undefined;
}

function latin1Bytes(text: string): ByteText | undefined {
  return /^[\0-\xff]*$/u.test(text) ? text : undefined;
}

function astralAs(mark: string): (bytes: ByteText) => ByteText | undefined {
  return (bytes) => (/[\xf0-\xf4]/u.test(bytes) ? bytes.replace(/[\xf0-\xf4][\x80-\xbf]{3}/gu, mark) : undefined);
}

/** Undefined where GBK holds every character. */
function inGbkOr(bytes: ByteText, mark: string): ByteText | undefined {
  const text = fromByteText(bytes, "utf-8");
  if (text === undefined || toByteText(text, "gbk") !== undefined) return undefined;
  return text.replace(/[^\0-\x7f]/gu, (character) => toByteText(character, "gbk") ?? mark);
}

// What was converted once too often on its way, and can be turned back.
const restorations: readonly Conversion[] = [
  {
    cause: "text-garbled-by-wrong-charset",
    zh: "还原被当作 GBK 又转成 UTF-8 的文字",
    en: "over the text before its UTF-8 bytes were read as GBK and converted",
    convert: (bytes) => then(fromByteText(bytes, "utf-8"), (text) => then(toByteText(text, "gbk"), keepIfUtf8)),
  },
  {
    cause: "text-garbled-by-wrong-charset",
    zh: "还原被当作 Latin-1 又转成 UTF-8 的文字",
    en: "over the text before its bytes were read as Latin-1 and converted to UTF-8",
    convert: (bytes) => then(fromByteText(bytes, "utf-8"), latin1Bytes),
  },
];

const conversions: readonly Conversion[] = [
  {
    cause: "wrong-charset-bytes",
    zh: "对同样文字的 GBK 字节签名",
    en: "over the GBK bytes of the same text",
    convert: (bytes) => then(fromByteText(bytes, "utf-8"), (text) => toByteText(text, "gbk")),
  },
  {
    cause: "wrong-charset-bytes",
    zh: "对同样文字的 UTF-8 字节签名",
    en: "over the UTF-8 bytes of the same text",
    convert: (bytes) =>
      fromByteText(bytes, "utf-8") === undefined
        ? then(fromByteText(bytes, "gbk"), (text) => toByteText(text, "utf-8"))
        : undefined,
  },
  {
    cause: "text-garbled-by-wrong-charset",
    zh: "对 UTF-8 字节被当作 GBK 再转成 UTF-8 的结果签名",
    en: "over UTF-8 bytes that were read as GBK and converted to UTF-8 again",
    convert: (bytes) =>
      fromByteText(bytes, "utf-8") === undefined
        ? undefined
        : then(fromByteText(bytes, "gbk"), (text) => toByteText(text, "utf-8")),
  },
  {
    cause: "text-garbled-by-wrong-charset",
    zh: "对字节被当作 Latin-1 再转成 UTF-8 的结果签名",
    en: "over bytes that were read as Latin-1 and converted to UTF-8",
    convert: (bytes) => Buffer.from(bytes, "utf8").toString("latin1"),
  },
  {
    cause: "wrong-charset-bytes",
    zh: "对每个字符只取低 8 位（Latin-1/binary）签名",
    en: "over one byte a character (binary), as old Node did",
    convert: (bytes) => then(fromByteText(bytes, "utf-8"), (text) => Buffer.from(text, "latin1").toString("latin1")),
  },
  {
    cause: "characters-outside-charset",
    zh: "把非 ASCII 字符换成问号",
    en: "with every character outside ASCII as a question mark",
    convert: (bytes) => then(fromByteText(bytes, "utf-8"), (text) => text.replace(/[^\0-\x7f]/gu, "?")),
  },
  {
    cause: "characters-outside-charset",
    zh: "对装不下的字符换成问号后的 GBK 字节签名",
    en: "over GBK bytes with a question mark for each character that GBK can't hold",
    convert: (bytes) => inGbkOr(bytes, "?"),
  },
  {
    cause: "characters-outside-charset",
    zh: "对去掉了 GBK 装不下的字符的字节签名",
    en: "over GBK bytes without the characters that GBK can't hold",
    convert: (bytes) => inGbkOr(bytes, ""),
  },
  // A MySQL column of "utf8" holds no character of four bytes.
  ...["?", "????", ""].map((mark): Conversion => {
    const zh = `四字节字符（表情）变成 ${JSON.stringify(mark)} 后签名`;
    const en = `with each character of four bytes (emoji) as ${JSON.stringify(mark)}`;
    return { cause: "characters-outside-charset", zh, en, convert: astralAs(mark) };
  }),
];

function changeOf({ cause, zh, en, convert }: Conversion): ValueChange {
  return { cause, relation: { zh, en }, change: (value) => (ascii.test(value) ? value : (convert(value) ?? value)) };
}

export const textGarbledAfterSigning: DraftHypothesis = valueHypothesis("undo", restorations.map(changeOf));

/** In either direction: both sides convert. */
export const charsetOfBytes: DraftHypothesis = valueHypothesis(undefined, conversions.map(changeOf));

/** A browser writes what the page's charset can't hold as a number: &#128512; */
export const charactersAsNumbers: DraftHypothesis = valueHypothesis("undo", [
  {
    cause: "characters-outside-charset",
    relation: {
      zh: "把浏览器写成 &#数字; 的字符还原",
      en: "with the characters that a browser wrote as &#number; turned back",
    },
    change: (value) =>
      value.replace(/&#(\d{3,7});/gu, (all, digits: string) => {
        const code = Number(digits);
        if (code < 0x80 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return all;
        return Buffer.from(String.fromCodePoint(code), "utf8").toString("latin1");
      }),
  },
]);
