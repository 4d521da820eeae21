// Makes subject and body fit what the service and the charset can carry. A text is never worth a lost sale: what does not
// fit is replaced or cut, and the site is told.
import { type Charset, replaceUnmappable, type TextField } from "@dedepay/alipay";
import type { Notice } from "./payment-document.ts";

/** Full-width twins of what some services forbid; a reader sees the same text. */
const twins: Readonly<Record<string, string>> = { "/": "／", "=": "＝", "&": "＆", "#": "＃", "%": "％", "+": "＋" };

/** Wider than the wire library's list of field names on purpose: a harmless replacement is better than a refused sale. */
const fieldLike = /&(?=[a-z_]+=)/g;

export type PreparedText = { text: string; notices: Notice[] };

export function prepareText(name: string, text: string, o: { charset: Charset; field: TextField }): PreparedText {
  const notices: Notice[] = [];
  const oneLine = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
  let result = oneLine;
  const forbidden = o.field.forbidden ?? "";
  const found = [...new Set(result)].filter((character) => forbidden.includes(character));
  if (found.length > 0) {
    result = [...result].map((c) => (forbidden.includes(c) ? (twins[c] ?? " ") : c)).join("");
    notices.push({
      kind: "forbidden_replaced",
      field: name,
      zh: `${name} 中支付宝不接受的字符 ${found.join(" ")} 已替换`,
      en: `Characters of ${name} that Alipay does not take were replaced: ${found.join(" ")}`,
    });
  }
  const parted = result.replace(fieldLike, twins["&"] ?? " ");
  if (parted !== result) {
    result = parted;
    notices.push({
      kind: "field_like_replaced",
      field: name,
      zh: `${name} 中形如“&字段名=”的 & 已换成全角，否则会被当作签名字段`,
      en: `An "&" of ${name} that reads like the start of a signed field ("&name=") was replaced by its full-width twin`,
    });
  }
  const mapped = replaceUnmappable(result, o.charset);
  if (mapped.replaced.length > 0) {
    result = mapped.text;
    const characters = [...new Set(mapped.replaced.map((one) => one.character))].join(" ");
    notices.push({
      kind: "unmappable_replaced",
      field: name,
      zh: `${name} 中无法用 ${o.charset} 表示的字符 ${characters} 已替换`,
      en: `Characters of ${name} that ${o.charset} can't hold were replaced: ${characters}`,
    });
  }
  const cut = cutToLength(result, o.field);
  if (cut !== result) {
    notices.push({
      kind: "text_cut",
      field: name,
      zh: `${name} 超出支付宝允许的长度，已截短`,
      en: `${name} was cut to the length that Alipay takes`,
    });
  }
  return { text: cut, notices };
}

/** Never cuts a character in two. */
function cutToLength(text: string, field: TextField): string {
  const max = field.maxLength ?? Number.POSITIVE_INFINITY;
  let length = 0;
  let kept = "";
  for (const character of text) {
    const isAscii = character.length === 1 && character.charCodeAt(0) < 0x80;
    length += field.lengthUnit === "gbk_bytes" ? (isAscii ? 1 : 2) : character.length;
    if (length > max) break;
    kept += character;
  }
  return kept;
}
