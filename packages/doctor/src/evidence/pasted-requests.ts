// A request as tools write it down: a raw HTTP request (head, blank line, body), or a curl command. Query and body are one
// message; read apart, each would be half of it.
import type { Charset } from "@dedepay/alipay";
import type { Span } from "./balanced-json.ts";
import { toByteText } from "./byte-text.ts";
import { queryFields } from "./query-fields.ts";
import type { FoundMessage } from "./query-messages.ts";
import { createSignedMessage } from "./signed-message.ts";

const maxRequests = 5;
const maxLength = 200_000;
const head =
  /^(?:GET|POST|PUT) (\S{1,20000}) HTTP\/[\d.]+\r?\n((?:[A-Za-z][\w-]{0,60}:[^\n]{0,8000}\r?\n){1,60})\r?\n/gmu;
const argument = String.raw`(?:'((?:[^']|'\\'')*)'|"((?:[^"\\]|\\.)*)"|(\S+))`;
const data = new RegExp(
  String.raw`\s(?:-d|--data(?:-raw|-binary|-ascii|-urlencode)?|-F|--form(?:-string)?)(?:\s+|=)${argument}`,
  "gu",
);
const address = /(?:'(https?:\/\/[^']{1,20000})'|"(https?:\/\/[^"]{1,20000})"|(https?:\/\/[^\s'"\\]{1,20000}))/u;

/** Messages written as whole requests, and where they stand. */
export function pastedRequests(text: string, charset: Charset): FoundMessage[] {
  return [...rawRequests(text, charset), ...curlCommands(text, charset)];
}

function rawRequests(text: string, charset: Charset): FoundMessage[] {
  return [...text.matchAll(head)].slice(0, maxRequests).flatMap((match) => {
    const [whole, target = "", headers = ""] = match;
    const start = match.index + whole.length;
    const next = text.slice(start).search(/\r?\n\r?\n/u);
    const body = text.slice(start, next === -1 ? start + maxLength : start + next).trim();
    const host = /^host:\s*(\S+)/imu.exec(headers)?.[1];
    const url = host === undefined || target.startsWith("http") ? target : `https://${host}${target}`;
    const span = { start: match.index, end: start + body.length };
    // A body in parts is no form: its values stand in the text as they are.
    return found({ url, body: /^--/u.test(body) ? "" : body, span }, charset);
  });
}

function curlCommands(text: string, charset: Charset): FoundMessage[] {
  return [...text.matchAll(/\bcurl\s/gu)].slice(0, maxRequests).flatMap((match) => {
    const span = { start: match.index, end: commandEnd(text, match.index) };
    const command = text.slice(span.start, span.end).replace(/\\\r?\n/gu, " ");
    const url = address.exec(command);
    const parts = [...command.matchAll(data)].map((part) => dataOf(part));
    if (url === null || parts.length === 0) return [];
    return found({ url: url[1] ?? url[2] ?? url[3] ?? "", body: parts.join("&"), span }, charset);
  });
}

// A command goes on while its lines end in a back-slash, or a quote is open.
function commandEnd(text: string, start: number): number {
  let quote = "";
  for (let index = start; index < text.length && index < start + maxLength; index += 1) {
    const character = text[index] ?? "";
    if (character === "\\" && quote !== "'") index += text[index + 1] === "\r" ? 2 : 1;
    else if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === "'" || character === '"') quote = character;
    else if (character === "\n") return index;
  }
  return Math.min(text.length, start + maxLength);
}

function dataOf([whole, single, double, bare]: readonly string[]): string {
  const value = single?.replaceAll("'\\''", "'") ?? double?.replace(/\\(["\\$`])/gu, "$1") ?? bare ?? "";
  // What curl or a form in parts sends as it is stands unencoded on the command line.
  const isPlain = /^\s(?:--data-urlencode|-F|--form)/u.test(whole ?? "");
  const equals = value.indexOf("=");
  return isPlain && equals !== -1 ? `${value.slice(0, equals)}=${encodeURIComponent(value.slice(equals + 1))}` : value;
}

function found(request: { url: string; body: string; span: Span }, charset: Charset): FoundMessage[] {
  const { url, body, span } = request;
  const query = url.indexOf("?");
  const bytes = (text: string): string => toByteText(text, charset) ?? toByteText(text, "utf-8") ?? "";
  const fromBody = queryFields(bytes(body));
  const names = new Set(fromBody.map(({ name }) => name));
  const fromUrl = query === -1 ? [] : queryFields(bytes(url.slice(query + 1)));
  const message = createSignedMessage({
    fields: [...fromUrl.filter(({ name }) => !names.has(name)), ...fromBody],
    form: "query",
    url: query === -1 ? url : url.slice(0, query),
  });
  return message === undefined ? [] : [{ message, span }];
}
