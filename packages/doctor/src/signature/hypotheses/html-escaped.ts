// HTML escaping stood between the values and the signature, in either direction.
import type { ByteText } from "../../evidence/byte-text.ts";
import type { DraftHypothesis } from "../hypothesis.ts";
import { valueHypothesis } from "../value-hypothesis.ts";

const cause = "value-html-escaped";
const named: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: "<", gt: ">", amp: "&", nbsp: " " };

/** One level of entities turned back; the few which escaping functions write. */
export function htmlUnescape(value: ByteText): ByteText {
  if (!value.includes("&")) return value;
  return value.replace(
    /&(?:(quot|apos|lt|gt|amp|nbsp)|#0*(\d{1,3})|#x0*([0-9a-fA-F]{1,2}));/gu,
    (all, name, decimal, hex) => {
      if (name !== undefined) return named[name as string] ?? all;
      const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
      return code < 128 ? String.fromCharCode(code) : all;
    },
  );
}

function escapeHtml(value: ByteText, quotes: Readonly<Record<string, string>>): ByteText {
  return value.replace(/[&<>"']/gu, (mark) => quotes[mark] ?? mark);
}

const basic = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = { zh: "各值先做 HTML 转义再签名", en: "with the values HTML-escaped before signing" };

export const htmlEscaped: DraftHypothesis = valueHypothesis([
  {
    cause,
    relation: { zh: "把值里的 HTML 实体还原", en: "with the HTML entities in the values turned back" },
    change: htmlUnescape,
  },
  {
    cause,
    relation: { zh: "把值里的 HTML 实体还原两次", en: "with the HTML entities in the values turned back twice" },
    change: (value) => {
      const once = htmlUnescape(value);
      const twice = htmlUnescape(once);
      return twice === once ? value : twice;
    },
  },
  { cause, relation: escaped, change: (value) => escapeHtml(value, basic) },
  { cause, relation: escaped, change: (value) => value.replaceAll("&", "&amp;") },
  // htmlspecialchars with ENT_QUOTES before PHP 8.1 and after, and other languages' spellings.
  ...["&#039;", "&#39;", "&#x27;", "&apos;"].map((apostrophe) => ({
    cause,
    relation: escaped,
    change: (value: ByteText) => escapeHtml(value, { ...basic, "'": apostrophe }),
  })),
]);
