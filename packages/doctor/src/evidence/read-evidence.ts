// Recognises by itself what it is given: every reader looks at the same text, each takes what it knows. Never throws on
// what it reads; what nobody knows stays text.
import { type Charset, decodeText, readErrorPage } from "@dedepay/alipay";
import { concernsPayment, readAccessLogLine } from "./access-log.ts";
import { jsonSpans, type Span } from "./balanced-json.ts";
import { dedecmsLog } from "./dedecms-log.ts";
import type { Evidence, EvidenceInput } from "./evidence.ts";
import { readEchoes } from "./gateway-echo.ts";
import { gatewayLogPieces } from "./gateway-log.ts";
import { readHtmlForm } from "./html-form.ts";
import { readHttpAnswer } from "./http-answer.ts";
import { jsonPieces } from "./json-pieces.ts";
import { pastedRequests } from "./pasted-requests.ts";
import { dumpMessages } from "./php-dump.ts";
import type { AccessLogEntry, Piece } from "./piece.ts";
import { type ProbedAddress, probedPiece } from "./probed-address.ts";
import { queryMessage, queryMessages } from "./query-messages.ts";
import { readServerRequest } from "./server-request.ts";
import { readSettings } from "./settings-files.ts";
import { textCodes } from "./text-codes.ts";
import { codeOfXmlReply, readXmlReply } from "./xml-reply.ts";

const maxBytes = 1024 * 1024;
const maxParts = 50;
const maxLogEntries = 20_000;

/** Reads anything. */
export function readEvidence(input: EvidenceInput): Evidence {
  const parts = flatten(input, 0).slice(0, maxParts);
  const read = parts.map((part) => {
    if (typeof part === "string" || part instanceof Uint8Array) return readText(part);
    return "probed" in part ? readProbe(part.probed) : readServerRequest(part);
  });
  return {
    pieces: read.flatMap(({ pieces }) => pieces),
    text: read.map(({ text }) => text).join("\n"),
    truncated: read.some(({ truncated }) => truncated),
  };
}

/** Its words are a page's and no report of anybody: no check shall search them. */
function readProbe(probed: ProbedAddress): Evidence {
  return { pieces: [probedPiece(probed)], text: "", truncated: false };
}

type Part = Exclude<EvidenceInput, readonly EvidenceInput[]>;

function flatten(input: EvidenceInput, depth: number): Part[] {
  if (!Array.isArray(input)) return [input as Part];
  return depth > 3 ? [] : (input as readonly EvidenceInput[]).flatMap((item) => flatten(item, depth + 1));
}

/** Reads one text. */
export function readText(input: string | Uint8Array): Evidence {
  const whole = typeof input === "string" ? Buffer.from(input, "utf8") : input;
  const bytes = whole.subarray(0, maxBytes);
  const { text, charset } = decode(bytes);
  return { pieces: textPieces(text, bytes, charset), text, truncated: whole.length > maxBytes };
}

function decode(bytes: Uint8Array): { text: string; charset: Charset } {
  const utf8 = decodeText(bytes, "utf-8");
  const bom = utf8.text.startsWith("\ufeff") ? 1 : 0;
  if (!utf8.malformed) return { text: utf8.text.slice(bom), charset: "utf-8" };
  const gbk = decodeText(bytes, "gbk");
  // A cut in the middle of a character, or a log of mixed charsets: UTF-8 with gaps unless GBK reads it cleanly.
  return gbk.malformed ? { text: utf8.text, charset: "utf-8" } : { text: gbk.text, charset: "gbk" };
}

function textPieces(text: string, bytes: Uint8Array, charset: Charset): Piece[] {
  const log = accessLog(text) ?? gatewayLogPieces(text);
  if (log.length > 0) return log;
  const pieces: Piece[] = [];
  const taken: Span[] = [];
  const answer = readHttpAnswer(Buffer.from(bytes).toString("latin1"));
  if (answer !== undefined) pieces.push(answer);
  const settings = readSettings(text);
  pieces.push(...settings);
  for (const span of jsonSpans(text)) {
    const found = jsonPieces(text.slice(span.start, span.end), charset);
    pieces.push(...found);
    if (found.length > 0) taken.push(span);
  }
  pieces.push(...markupPieces(text, bytes, charset));
  const hasForm = pieces.some((piece) => piece.kind === "message" && piece.form === "html_form");
  if (settings.length === 0) pieces.push(...dumpMessages(text, blank(text, taken), charset));
  if (!hasForm) {
    const pasted = pastedRequests(text, charset);
    taken.push(...pasted.map(({ span }) => span));
    for (const { message, span } of [...pasted, ...queryMessages(blank(text, taken), charset)]) {
      pieces.push(message);
      taken.push(span);
    }
  }
  pieces.push(...readEchoes(text));
  const rest = blank(text, taken);
  const known = new Set(pieces.flatMap((piece) => (piece.kind === "code" ? [piece.code] : [])));
  pieces.push(...textCodes(rest).filter(({ code }) => !known.has(code)));
  pieces.push(...dedecmsLog(text), ...addresses(rest));
  return pieces;
}

function markupPieces(text: string, bytes: Uint8Array, charset: Charset): Piece[] {
  if (!text.includes("<")) return plainErrorPage(text, bytes);
  const pieces: Piece[] = [];
  const form = readHtmlForm(text, charset);
  if (form !== undefined) pieces.push(form);
  const reply = readXmlReply(text);
  if (reply !== undefined) {
    pieces.push(reply);
    const code = codeOfXmlReply(reply);
    if (code !== undefined) pieces.push(code);
  }
  return [...pieces, ...plainErrorPage(text, bytes)];
}

// Also the words of the page without its markup, as people paste them.
function plainErrorPage(text: string, bytes: Uint8Array): Piece[] {
  if (!/错误代码|错误码|error code/iu.test(text)) return [];
  const page = readErrorPage(bytes);
  if (page === undefined) return [];
  const { code, description } = page;
  return [{ kind: "code", code, from: "error_page", ...(description === undefined ? {} : { description }) }];
}

function accessLog(text: string): Piece[] | undefined {
  if (!/" \d{3} (?:\d+|-)/u.test(text.slice(0, 20_000))) return undefined;
  const entries: AccessLogEntry[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (entries.length >= maxLogEntries) break;
    const entry = readAccessLogLine(line, index + 1);
    if (entry !== undefined && concernsPayment(entry)) entries.push(entry);
  }
  if (entries.length === 0) return undefined;
  const messages = entries.slice(0, 200).flatMap(({ target }): Piece[] => {
    const query = target.indexOf("?");
    if (query === -1 || !target.includes("sign=")) return [];
    const message = queryMessage(target.slice(query + 1), "utf-8", target.slice(0, query));
    return message === undefined ? [] : [message];
  });
  return [{ kind: "access_log", entries }, ...messages.slice(0, 3)];
}

function blank(text: string, spans: readonly Span[]): string {
  let rest = text;
  for (const { start, end } of spans) {
    rest = rest.slice(0, start) + text.slice(start, end).replace(/[^\n]/gu, " ") + rest.slice(end);
  }
  return rest;
}

function addresses(text: string): Piece[] {
  return [...text.matchAll(/(?:\b(notify_url|return_url)["']?\s*[:=]\s*["']?)?((?:https?:\/\/)[^\s"'<>]{3,400})/giu)]
    .slice(0, 20)
    .map(([, setting, url = ""]): Piece => {
      return { kind: "address", url, ...(setting === undefined ? {} : { setting: setting.toLowerCase() }) };
    });
}
