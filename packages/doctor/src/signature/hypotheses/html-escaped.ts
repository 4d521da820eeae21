// HTML escaping stood between the values and the signature, in either direction.
import type { ByteText } from "../../evidence/byte-text.ts";
import type { DraftHypothesis } from "../hypothesis.ts";
import { type ValueChange, valueHypothesis } from "../value-hypothesis.ts";

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

/** Turned back twice; the value itself where once is enough. */
function htmlUnescapeTwice(value: ByteText): ByteText {
  const once = htmlUnescape(value);
  const twice = htmlUnescape(once);
  return twice === once ? value : twice;
}

const escaped = { zh: "各值先做 HTML 转义再签名", en: "with the values HTML-escaped before signing" };

function escaping(marks: Readonly<Record<string, string>>): ValueChange {
  const wanted = new RegExp(`[${Object.keys(marks).join("")}]`, "gu");
  return { cause, relation: escaped, change: (value) => value.replace(wanted, (mark) => marks[mark] ?? mark) };
}

const tags = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const basic = { ...tags, '"': "&quot;" };

/** The message holds entities that were not signed. */
export const htmlEscapedAfterSigning: DraftHypothesis = valueHypothesis("undo", [
  {
    cause,
    relation: { zh: "把值里的 HTML 实体还原", en: "with the HTML entities in the values turned back" },
    change: htmlUnescape,
  },
  {
    cause,
    relation: { zh: "把值里的 HTML 实体还原两次", en: "with the HTML entities in the values turned back twice" },
    change: htmlUnescapeTwice,
  },
]);

/** Entities were signed, and the message holds the plain characters. */
export const htmlEscapedBeforeSigning: DraftHypothesis = valueHypothesis("apply", [
  escaping(basic),
  // htmlspecialchars with ENT_QUOTES before PHP 8.1 and after, and other languages' spellings.
  ...["&#039;", "&#39;", "&#x27;", "&apos;"].map((apostrophe) => escaping({ ...basic, "'": apostrophe })),
  // Go writes both quotes as numbers; ENT_NOQUOTES leaves both alone.
  escaping({ ...tags, '"': "&#34;", "'": "&#39;" }),
  escaping(tags),
  escaping({ "&": "&amp;" }),
]);
