// What an old shop's answer to a notification means. Old shops answer with pages for people; only two answers say that the
// order is settled. Everything else is somebody's guess, and a wrong one hands out goods twice or never.
import { type Charset, decodeText, encodeText } from "@dedepay/alipay";
import { failureWord } from "../network-failure.ts";
import type { HttpFailure } from "../platform/http-failure.ts";
import type { HttpResponse } from "../platform/platform.ts";

export type ShopAnswer =
  /** `success`, as the protocol wants it, or a page that says 支付成功. */
  | { kind: "settled"; said: "success" | "支付成功" }
  /** A page that says 已经处理. By whom, it does not say. */
  | { kind: "already" }
  /** The shop never saw the notification. */
  | { kind: "not_reached"; why: string }
  /** The shop may have acted on it, and nobody heard how. */
  | { kind: "unknown"; why: string }
  /** An answer that says neither yes nor no, or both. */
  | { kind: "unclear"; why: string };

export const unclearAnswer = "unclear_answer";

const bytesOf = (text: string): readonly Buffer[] =>
  (["utf-8", "gbk"] as const).map((charset: Charset) => encodeText(text, charset).bytes);
const settledWords = bytesOf("支付成功");
const alreadyWords = bytesOf("已经处理");
/** DedeCMS's own words for what it refuses. A page with these and 支付成功 says both. */
const refusedWords = ["支付失败", "不相符", "验证失败", "签名错误"].map(bytesOf);

/** Of an answer that came. */
export function readAnswer({ status, body }: Pick<HttpResponse, "status" | "body">): ShopAnswer {
  if (status >= 500) return { kind: "unknown", why: `http_${status}` };
  if (status >= 400) return { kind: "not_reached", why: `http_${status}` };
  if (status < 200 || status >= 300) return { kind: "unclear", why: `http_${status}` };
  const bytes = Buffer.from(body);
  const holds = (words: readonly Buffer[]): boolean => words.some((word) => bytes.includes(word));
  const isRefused = refusedWords.some(holds);
  const isAlready = holds(alreadyWords);
  if (holds(settledWords) && !isRefused && !isAlready) return { kind: "settled", said: "支付成功" };
  if (isAlready && !isRefused && !holds(settledWords)) return { kind: "already" };
  if (isPlainSuccess(bytes)) return { kind: "settled", said: "success" };
  return { kind: "unclear", why: isRefused ? "shop_refused" : unclearAnswer };
}

/** Seven bytes; white space and the mark of UTF-8 around them are what editors leave in PHP files. */
function isPlainSuccess(bytes: Buffer): boolean {
  return /^(?:\xef\xbb\xbf|\s)*success\s*$/.test(bytes.toString("latin1"));
}

/** Of a failure on the way. Until the exchange itself no byte of ours has left; anything else may have come after it. */
export function readFailure(failure: HttpFailure): ShopAnswer {
  const why = failureWord(failure);
  if (failure.kind === "too_large") return { kind: "unclear", why };
  return { kind: failure.hop === "exchange" ? "unknown" : "not_reached", why };
}

const excerptCharacters = 200;

/** The page's words, for the person who has to decide. */
export function answerExcerpt(body: Uint8Array, charset: Charset): string {
  const utf8 = decodeText(body, "utf-8");
  const text = utf8.malformed ? decodeText(body, charset === "utf-8" ? "gbk" : charset).text : utf8.text;
  return text
    .replace(/<(script|style)\b.*?<\/\1\s*>/gis, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, excerptCharacters);
}
