// The joined text as a whole was encoded, escaped or framed before it was signed.
import { hash } from "node:crypto";
import type { ByteText } from "../../evidence/byte-text.ts";
import type { TextHypothesis, TextStep } from "../hypothesis.ts";
import { type SignDraft, signedFields } from "../sign-draft.ts";
import type { SignField } from "../sign-field.ts";
import { encodeUriComponentBytes, phpUrlEncode, rawUrlEncode } from "./url-encoded.ts";

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
  ...[rawUrlEncode, encodeUriComponentBytes].map((rewrite) => ({
    cause: "value-url-encoded-before-signing",
    zh: "对整个签名串做 URL 编码后再签名",
    en: "over the whole text URL-encoded",
    rewrite,
  })),
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
  { cause: recipe, zh: "签名串全部转小写", en: "over the text in lower case", rewrite: (text) => text.toLowerCase() },
  { cause: recipe, zh: "签名串末尾多一个换行", en: "with a line end after the text", rewrite: (text) => `${text}\n` },
];

type Fields = readonly Pick<SignField, "name" | "value" | "position">[];
type Joining = { readonly zh: string; readonly en: string; readonly join: (fields: Fields) => ByteText };

function joined(fields: Fields, separator: string, write: (field: Fields[number]) => ByteText): ByteText {
  return fields.map(write).join(separator);
}

function asJson(fields: Fields): ByteText {
  // The bytes of the values are kept as they are.
  return JSON.stringify(Object.fromEntries(fields.map(({ name, value }) => [name, value])));
}

// Recipes of other interfaces and companies. Too rare to stand beside another mistake.
const joinings: readonly Joining[] = [
  {
    zh: "值两边加引号",
    en: "with quotes around the values",
    join: (fields) => joined(fields, "&", ({ name, value }) => `${name}="${value}"`),
  },
  {
    zh: "参数之间不加 &",
    en: "without & between the fields",
    join: (fields) => joined(fields, "", ({ name, value }) => `${name}=${value}`),
  },
  {
    zh: "名和值直接相连，没有 = 和 &",
    en: "with names and values joined by nothing",
    join: (fields) => joined(fields, "", ({ name, value }) => name + value),
  },
  { zh: "只拼接各个值", en: "over the values only", join: (fields) => joined(fields, "", ({ value }) => value) },
  {
    zh: "参数之间用换行而不是 &",
    en: "with a line for each field",
    join: (fields) => joined(fields, "\n", ({ name, value }) => `${name}=${value}`),
  },
  {
    zh: "只对 biz_content 签名",
    en: "over biz_content alone",
    join: (fields) => fields.find(({ name }) => name === "biz_content")?.value ?? "",
  },
  { zh: "签名串前面带着 ?", en: "with ? in front of the text", join: (fields) => `?${joined(fields, "&", pairOf)}` },
  { zh: "对参数的 JSON 签名", en: "over the fields as JSON", join: asJson },
  {
    zh: "对参数的 JSON（发送顺序）签名",
    en: "over the fields as JSON, in the order in which they were sent",
    join: (fields) => asJson(fields.toSorted((left, right) => left.position - right.position)),
  },
  ...(["sha256", "sha1", "md5"] as const).map(
    (name): Joining => ({
      zh: `对签名串的 ${name.toUpperCase()} 结果再签名`,
      en: `over the ${name.toUpperCase()} of the text, in hex`,
      join: (fields) => hash(name, Buffer.from(joined(fields, "&", pairOf), "latin1"), "hex"),
    }),
  ),
];

function pairOf({ name, value }: Fields[number]): ByteText {
  return `${name}=${value}`;
}

function joinedOtherwise(draft: SignDraft): TextStep[] {
  const fields = [...signedFields(draft)];
  return joinings.map(({ zh, en, join }) => ({
    text: join(fields),
    mistake: { cause: recipe, relation: { zh, en } },
  }));
}

/** Only who signs can have rewritten the text: Alipay joins rightly. */
export const textRewritten: TextHypothesis = {
  apply({ text, draft }, { message, asHalf }) {
    if (message.role !== "request") return [];
    const steps = rewrites.flatMap(({ cause, zh, en, rewrite }) => {
      const rewritten = rewrite(text);
      return rewritten === text ? [] : [{ text: rewritten, mistake: { cause, relation: { zh, en } } }];
    });
    return asHalf ? steps : [...steps, ...joinedOtherwise(draft)];
  },
};
