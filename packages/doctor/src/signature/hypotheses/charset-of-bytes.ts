// The bytes that were signed are in another charset than those that were sent, or were converted once too often.
import { type ByteText, fromByteText, toByteText } from "../../evidence/byte-text.ts";
import type { TextHypothesis, TextStep } from "../hypothesis.ts";

const wrongBytes = "wrong-charset-bytes";
const garbled = "text-garbled-by-wrong-charset";

type Conversion = {
  readonly cause: string;
  readonly zh: string;
  readonly en: string;
  readonly convert: (bytes: ByteText) => ByteText | undefined;
};

function then<From, To>(value: From | undefined, next: (value: From) => To): To | undefined {
  return value === undefined ? undefined : next(value);
}

const conversions: readonly Conversion[] = [
  {
    cause: wrongBytes,
    zh: "对同样文字的 GBK 字节签名",
    en: "over the GBK bytes of the same text",
    convert: (bytes) => then(fromByteText(bytes, "utf-8"), (text) => toByteText(text, "gbk")),
  },
  {
    cause: wrongBytes,
    zh: "对同样文字的 UTF-8 字节签名",
    en: "over the UTF-8 bytes of the same text",
    convert: (bytes) => then(fromByteText(bytes, "gbk"), (text) => toByteText(text, "utf-8")),
  },
  {
    cause: garbled,
    zh: "还原被当作 GBK 又转成 UTF-8 的文字",
    en: "over the text before its UTF-8 bytes were read as GBK and converted",
    convert: (bytes) => then(fromByteText(bytes, "utf-8"), (text) => then(toByteText(text, "gbk"), keepIfUtf8)),
  },
  {
    cause: garbled,
    zh: "还原被当作 Latin-1 又转成 UTF-8 的文字",
    en: "over the text before its bytes were read as Latin-1 and converted to UTF-8",
    convert: (bytes) => then(fromByteText(bytes, "utf-8"), latin1Bytes),
  },
  {
    cause: garbled,
    zh: "对 UTF-8 字节被当作 GBK 再转成 UTF-8 的结果签名",
    en: "over UTF-8 bytes that were read as GBK and converted to UTF-8 again",
    convert: (bytes) => then(fromByteText(bytes, "gbk"), (text) => toByteText(text, "utf-8")),
  },
  {
    cause: garbled,
    zh: "对字节被当作 Latin-1 再转成 UTF-8 的结果签名",
    en: "over bytes that were read as Latin-1 and converted to UTF-8",
    convert: (bytes) => Buffer.from(bytes, "utf8").toString("latin1"),
  },
  {
    cause: wrongBytes,
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
    convert: (bytes) =>
      then(fromByteText(bytes, "utf-8"), (text) =>
        text.replace(/[^\0-\x7f]/gu, (character) => toByteText(character, "gbk") ?? "?"),
      ),
  },
];

function keepIfUtf8(bytes: ByteText | undefined): ByteText | undefined {
  return bytes !== undefined && fromByteText(bytes, "utf-8") !== undefined ? bytes : undefined;
}

function latin1Bytes(text: string): ByteText | undefined {
  return /^[\0-\xff]*$/u.test(text) ? text : undefined;
}

export const charsetOfBytes: TextHypothesis = {
  apply(text) {
    if (/^[\0-\x7f]*$/u.test(text)) return [];
    return conversions.flatMap(({ cause, zh, en, convert }): TextStep[] => {
      const converted = convert(text);
      return converted === undefined || converted === text
        ? []
        : [{ text: converted, mistake: { cause, relation: { zh, en } } }];
    });
  },
};
