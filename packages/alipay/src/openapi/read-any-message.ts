// The general way to read a message: over bytes, in any charset, strict about every escape and every repeated name.
import { type Charset, decodeText } from "../charset.ts";
import { type BytePair, parseFormPairs } from "../request/form-pairs.ts";
import { blankFieldsOf } from "./blank-fields.ts";
import type { MessageReading } from "./received-message.ts";

type NamedPair = { readonly name: string; readonly pair: BytePair };

const charsets: Readonly<Record<string, Charset>> = { "utf-8": "utf-8", gbk: "gbk", gb2312: "gb2312" };
const equals = Buffer.from("=");
const ampersand = Buffer.from("&");

function byName(left: NamedPair, right: NamedPair): number {
  return left.name < right.name ? -1 : 1;
}

function signedBytes(sorted: readonly NamedPair[], emptyFields: "kept" | "dropped"): Buffer {
  const parts: Buffer[] = [];
  for (const { pair } of sorted) {
    if (pair.value.length === 0 && emptyFields === "dropped") continue;
    if (parts.length > 0) parts.push(ampersand);
    parts.push(pair.name, equals, pair.value);
  }
  return Buffer.concat(parts);
}

// A message names its own charset; one that names none is in the charset of the requests.
function charsetOf(named: readonly NamedPair[], fallback: Charset): Charset | undefined {
  const stated =
    named
      .find(({ name }) => name === "charset")
      ?.pair.value.toString("latin1")
      .toLowerCase() ?? "";
  if (stated === "") return fallback;
  return Object.hasOwn(charsets, stated) ? charsets[stated] : undefined;
}

export type ReadingOptions = {
  /** For a message which names none. */
  readonly charset: Charset;
  /** Names which the site added itself; they are dropped. */
  readonly ownParameters: readonly string[];
};

/** Reads a body of any shape. */
export function readAnyMessage(body: Uint8Array, { charset, ownParameters }: ReadingOptions): MessageReading {
  const parsed = parseFormPairs(body);
  if (!parsed.ok) return parsed;
  // Names are compared as single bytes, which is the order in which Alipay sorts them.
  const sorted = parsed.pairs
    .map((pair) => ({ name: pair.name.toString("latin1"), pair }))
    .filter(({ name }) => !ownParameters.includes(name))
    .toSorted(byName);
  const stated = charsetOf(sorted, charset);
  let broken = stated === undefined ? "charset" : undefined;
  const decode = (bytes: Buffer, pair: BytePair): string => {
    const { text, malformed } = decodeText(bytes, stated ?? charset);
    if (malformed) broken ??= decodeText(pair.name, stated ?? charset).text.slice(0, 80);
    return text;
  };
  const signed = sorted.filter(({ name }) => name !== "sign" && name !== "sign_type");
  const textOf = (wanted: string): string => {
    const found = sorted.find(({ name }) => name === wanted);
    return found === undefined ? "" : decodeText(found.pair.value, stated ?? charset).text;
  };
  const names = signed.map(({ pair }) => decode(pair.name, pair));
  // No field of Alipay's; as a key of an object it would be something else than a field.
  if (names.includes("__proto__")) broken ??= "__proto__";
  const values = signed.map(({ pair }) => decode(pair.value, pair));
  const message = {
    names,
    values,
    blankFields: blankFieldsOf(names),
    sign: textOf("sign"),
    signType: textOf("sign_type"),
    hasEmptyFields: signed.some(({ pair }) => pair.value.length === 0),
    hasAmpersand: values.some((value) => value.includes("&")),
    signedBytes: (kind: "kept" | "dropped") => signedBytes(signed, kind),
  };
  return { ok: true, message: broken === undefined ? message : { ...message, broken } };
}
