// Request URLs and form bodies inside any text: a link, a line of a log, a body on its own.
import type { Charset } from "@dedepay/alipay";
import type { Span } from "./balanced-json.ts";
import { percentDecode, toByteText } from "./byte-text.ts";
import { decodeEntities } from "./decode-entities.ts";
import { queryFields } from "./query-fields.ts";
import { createSignedMessage, type SignedMessage } from "./signed-message.ts";

export type FoundMessage = { readonly message: SignedMessage; readonly span: Span };

const maxMessages = 10;
// A name, "=", anything, "&", another name: the least that is a query.
const wholeLine = /^\s*\??[A-Za-z_][\w.[\]-]*=[^\n]*&(?:amp;)?[A-Za-z_][\w.[\]-]*=/u;
// JavaScript's encodeURIComponent leaves a ' as it is: one that did not open the text and goes on as a query does belongs to it.
const token = /(?<=')[^\s"'<>]{20,}|(?<!')(?:[^\s"'<>]|'(?=[\w%&=.+*~-])){20,}/gu;
const firstName = /(?<![\w%.])[A-Za-z_][\w.]*=/u;
const nextName = /&(?:amp;)?[A-Za-z_][\w.]*=/u;
const maxTokens = 200;

/** Messages in the text and where they stand. */
export function queryMessages(text: string, charset: Charset): FoundMessage[] {
  const found: FoundMessage[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    if (found.length >= maxMessages) break;
    if (line.length > 20 && line.includes("=") && line.includes("&")) found.push(...lineMessages(line, start, charset));
    start += line.length + 1;
  }
  return found;
}

function lineMessages(line: string, start: number, charset: Charset): FoundMessage[] {
  if (wholeLine.test(line)) {
    const message = queryMessage(line.trim().replace(/^\?/u, ""), charset);
    if (message !== undefined) return [{ message, span: { start, end: start + line.length } }];
  }
  const found: FoundMessage[] = [];
  let tokens = 0;
  for (const { 0: word, index } of line.matchAll(token)) {
    tokens += 1;
    if (tokens > maxTokens || found.length >= 3) break;
    const message = tokenMessage(word, charset);
    if (message !== undefined)
      found.push({ message, span: { start: start + index, end: start + index + word.length } });
  }
  return found;
}

// One look for each mark, so that a hostile token costs its length and no more.
function tokenMessage(word: string, charset: Charset): SignedMessage | undefined {
  const http = word.search(/https?:\/\//u);
  const question = http === -1 ? -1 : word.indexOf("?", http);
  const from = question === -1 ? word.search(firstName) : question + 1;
  if (from === -1 || !nextName.test(word.slice(from))) return undefined;
  return queryMessage(word.slice(from), charset, question === -1 ? undefined : word.slice(http, question));
}

/** The message of a raw query or body; text outside percent signs is taken in the charset the message declares. */
export function queryMessage(raw: string, charset: Charset, url?: string): SignedMessage | undefined {
  // Copied from a page's source: every separator is written &amp;.
  const plain = /&amp;/u.test(raw) && !/&(?!amp;)/u.test(raw) ? decodeEntities(raw) : raw;
  const ascii = /^[\0-\x7f]*$/u.test(plain);
  const declared = ascii ? charset : (declaredCharset(plain) ?? charset);
  const bytes = toByteText(plain, declared) ?? toByteText(plain, "utf-8");
  if (bytes === undefined) return undefined;
  const message = createSignedMessage({ fields: queryFields(bytes), form: "query", url });
  return message === undefined || ascii ? message : { ...message, form: "dump" };
}

function declaredCharset(raw: string): Charset | undefined {
  const name = /(?:^|[&?])(?:_input_)?charset=([\w-]{1,12})/u.exec(raw)?.[1];
  return name === undefined ? undefined : charsetNamed(percentDecode(name, true));
}

/** The charset which a field names, as far as Alipay knows it. */
export function charsetNamed(name: string): Charset | undefined {
  const lower = name.trim().toLowerCase();
  if (lower === "gbk") return "gbk";
  if (lower === "gb2312") return "gb2312";
  return lower === "utf-8" || lower === "utf8" ? "utf-8" : undefined;
}
