// Reads the fields of a query and a form body in the charset which the caller declared. Written anew from the facts:
// the product's own decoder is judged with this one. It must not know any service.
import { type Charset, decodeText } from "@dedepay/alipay";
import type { GatewayRequest } from "./gateway-request.ts";

export interface ReadFields {
  fields: Map<string, string>;
  /** The charset in which the fields were read. */
  charset: Charset;
  /** What was declared, as it was written. */
  declared: string | undefined;
  /** False where a charset was declared that nobody knows. */
  charsetKnown: boolean;
  /** Some value was no text of the charset. */
  malformed: boolean;
  /** Names which came more than once; the first counts. */
  repeated: string[];
}

const charsets: readonly Charset[] = ["utf-8", "gbk", "gb2312"];
const mostFields = 500;
const percentByte = /%([0-9a-fA-F]{2})/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is the definition of ASCII
const asciiOnly = /^[\x00-\x7f]*$/;

/** Name and value pairs of a form text, percent-decoded to bytes (one character a byte). A broken % stays as it is. */
export function formPairs(text: string): Array<[name: string, value: string]> {
  const pairs: Array<[string, string]> = [];
  for (const part of text.split("&", mostFields)) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    if (equals < 0) pairs.push([toBytes(part), ""]);
    else pairs.push([toBytes(part.slice(0, equals)), toBytes(part.slice(equals + 1))]);
  }
  return pairs;
}

/**
 * The fields of a call. The charset is what the query declares; a POST whose address forgot it is read as GBK, whatever
 * the body says (the usual way to ILLEGAL_SIGN).
 */
export function readFields(request: GatewayRequest, charsetField: "_input_charset" | "charset"): ReadFields {
  const query = formPairs(request.rawQuery);
  const body = isForm(request) ? formPairs(request.body.toString("latin1")) : [];
  const inQuery = query.find(([name]) => name === charsetField)?.[1];
  const declared = inQuery ?? body.find(([name]) => name === charsetField)?.[1];
  const known = declared === undefined ? undefined : charsetOf(declared);
  const charset = inQuery === undefined ? "gbk" : known;
  const read: ReadFields = {
    fields: new Map(),
    charset: charset ?? "gbk",
    declared,
    charsetKnown: declared === undefined || known !== undefined,
    malformed: false,
    repeated: [],
  };
  for (const [name, value] of [...query, ...body]) addField(read, name, value);
  return read;
}

/** The charset behind a declaration such as `UTF-8` or `gb2312`. */
export function charsetOf(text: string): Charset | undefined {
  const name = text.toLowerCase();
  // One text for all, not the caller's: it stays with the order.
  return charsets.find((known) => known === name);
}

function addField(read: ReadFields, rawName: string, rawValue: string): void {
  const name = toText(read, rawName);
  if (read.fields.has(name)) {
    if (!read.repeated.includes(name)) read.repeated.push(name);
    return;
  }
  read.fields.set(name, toText(read, rawValue));
}

function toText(read: ReadFields, bytes: string): string {
  if (asciiOnly.test(bytes)) return bytes;
  const { text, malformed } = decodeText(Buffer.from(bytes, "latin1"), read.charset);
  if (malformed) read.malformed = true;
  return text;
}

function toBytes(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  return spaced.replace(percentByte, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function isForm(request: GatewayRequest): boolean {
  if (request.method !== "POST") return false;
  const type = request.contentType?.split(";")[0]?.trim().toLowerCase();
  return type === undefined || type === "" || type === "application/x-www-form-urlencoded";
}
