// One call of the old gateway as it came: the pairs of its address and its body, the charset that it declares, who and what
// it says it is. Nothing here is believed yet.
import { type BytePair, type Charset, parseFormPairs } from "@dedepay/alipay";
import type { DedepayError } from "@dedepay/errors";
import { legacyRefusal } from "./legacy-refusal.ts";

export type ReceivedCall = {
  method: "GET" | "POST";
  path: string;
  /** Raw, without "?". */
  query: string;
  body: Uint8Array;
  remoteAddress: string;
  requestId: string;
};

export type LegacyCall = {
  received: ReceivedCall;
  pairs: readonly BytePair[];
  charset: Charset;
  service: string;
  partner: string;
};

const charsets: readonly Charset[] = ["utf-8", "gbk", "gb2312"];

/** Throws 1007 (not a form, a field with two values) and 1002 (a charset that nobody knows). */
export function readLegacyCall(received: ReceivedCall): LegacyCall {
  const inQuery = pairsOf(Buffer.from(received.query, "latin1"), "query");
  const inBody = received.method === "POST" ? pairsOf(received.body, "body") : [];
  const pairs = merged(inQuery, inBody);
  const text = (name: string): string => find(pairs, name)?.toString("latin1") ?? "";
  return {
    received,
    pairs,
    charset: charsetOf(text("_input_charset")),
    service: text("service").slice(0, 80),
    partner: text("partner").slice(0, 80),
  };
}

/** The value of an unsigned call's field; empty where there is none. */
export function plainField(call: LegacyCall, name: string): string {
  return find(call.pairs, name)?.toString("latin1") ?? "";
}

function pairsOf(bytes: Uint8Array, where: "query" | "body"): readonly BytePair[] {
  const parsed = parseFormPairs(bytes);
  if (parsed.ok) return parsed.pairs;
  throw parsed.reason === "duplicate_field" ? twice(parsed.field ?? "") : notAForm(where);
}

/** A field may stand in the address and in the body (`_input_charset` should): with one value. */
function merged(inQuery: readonly BytePair[], inBody: readonly BytePair[]): readonly BytePair[] {
  const extra = inQuery.filter(({ name, value }) => {
    const other = find(inBody, name.toString("latin1"));
    if (other !== undefined && !other.equals(value)) throw twice(name.toString("latin1"));
    return other === undefined;
  });
  return [...inBody, ...extra];
}

function find(pairs: readonly BytePair[], name: string): Buffer | undefined {
  return pairs.find((pair) => pair.name.toString("latin1") === name)?.value;
}

/** Undeclared is GBK: that is how the old gateway read what said nothing. */
function charsetOf(declared: string): Charset {
  if (declared === "") return "gbk";
  const known = charsets.find((charset) => charset === declared.toLowerCase());
  if (known !== undefined) return known;
  throw legacyRefusal(1002, "ILLEGAL_CHARSET", {
    param: "_input_charset",
    detail: {
      zh: `_input_charset 只能是 utf-8、gbk 或 gb2312，收到：${printable(declared)}`,
      en: `_input_charset is utf-8, gbk or gb2312; got ${printable(declared)}`,
    },
  });
}

function twice(field: string): DedepayError {
  return legacyRefusal(1007, "ILLEGAL_ARGUMENT", {
    param: printable(field),
    detail: {
      zh: `字段 ${printable(field)} 出现了两次，而且值不同`,
      en: `The field ${printable(field)} came twice, with two values`,
    },
  });
}

function notAForm(where: "query" | "body"): DedepayError {
  return legacyRefusal(1007, "ILLEGAL_ARGUMENT", {
    detail: {
      zh: `${where === "body" ? "请求体" : "网址"}不是合法的表单编码（百分号编码有误，或有没有名字的字段）`,
      en: `The ${where} is no well-formed form encoding (a broken percent sign, or a field without a name)`,
    },
  });
}

function printable(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, "?").slice(0, 40);
}
