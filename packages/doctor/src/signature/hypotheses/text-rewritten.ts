// The joined text as a whole was encoded, escaped or framed before it was signed.
import type { ByteText } from "../../evidence/byte-text.ts";
import type { TextHypothesis } from "../hypothesis.ts";
import { phpUrlEncode } from "./url-encoded.ts";

type Rewrite = {
  readonly cause: string;
  readonly zh: string;
  readonly en: string;
  readonly rewrite: (text: ByteText) => ByteText;
};

const recipe = "signature-recipe-differs";

const rewrites: readonly Rewrite[] = [
  {
    cause: "value-url-encoded-before-signing",
    zh: "对整个签名串做 URL 编码后再签名",
    en: "over the whole text URL-encoded",
    rewrite: phpUrlEncode,
  },
  {
    cause: "value-html-escaped",
    zh: "把整个签名串里的 & 写成 &amp; 再签名",
    en: "over the whole text with &amp; for &",
    rewrite: (text) => text.replaceAll("&", "&amp;"),
  },
  {
    cause: "html-entity-ate-parameter",
    zh: "签名串里的 &not、&times 变成了符号",
    en: "over the text in which &not and &times had become symbols",
    rewrite: (text) =>
      text.replaceAll("&not", "\xc2\xac").replaceAll("&times", "\xc3\x97").replaceAll("&curren", "\xc2\xa4"),
  },
  {
    cause: recipe,
    zh: "签名串末尾多一个 &",
    en: "with one more & at the end of the text",
    rewrite: (text) => `${text}&`,
  },
  {
    cause: recipe,
    zh: "签名串开头多一个 &",
    en: "with one more & in front of the text",
    rewrite: (text) => `&${text}`,
  },
  {
    cause: recipe,
    zh: "值两边加引号",
    en: "with quotes around the values",
    rewrite: (text) => text.replace(/=([^&]*)/gu, '="$1"'),
  },
  {
    cause: recipe,
    zh: "参数之间不加 &",
    en: "without & between the fields",
    rewrite: (text) => text.replaceAll("&", ""),
  },
  { cause: recipe, zh: "签名串全部转小写", en: "over the text in lower case", rewrite: (text) => text.toLowerCase() },
  { cause: recipe, zh: "签名串末尾多一个换行", en: "with a line end after the text", rewrite: (text) => `${text}\n` },
];

/** Only who signs can have rewritten the text: Alipay joins rightly. */
export const textRewritten: TextHypothesis = {
  apply: (text, { message }) =>
    message.role !== "request"
      ? []
      : rewrites.flatMap(({ cause, zh, en, rewrite }) => {
          const rewritten = rewrite(text);
          return rewritten === text ? [] : [{ text: rewritten, mistake: { cause, relation: { zh, en } } }];
        }),
};
