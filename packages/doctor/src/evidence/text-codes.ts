// Error codes inside any text. Words in capitals are many: only those the catalogue knows count.
import { findCodes } from "@dedepay/errors";
import type { CodePiece } from "./piece.ts";

const maxCodes = 12;
const maxWords = 4000;
// Fields' values which are codes of nothing.
const statuses = new Set([
  "SUCCESS",
  "TRADE_SUCCESS",
  "TRADE_FINISHED",
  "TRADE_CLOSED",
  "WAIT_BUYER_PAY",
  "FAIL",
  "ERROR",
]);
const shape =
  /(?<![\w.-])(?:(?:isv|isp|aop|ACQ|AQC)\.[A-Za-z][\w-]{2,60}|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|ALIN?\d{2,6}|[a-z]+(?:-[a-z]+){1,6})(?![\w=])/gu;

/** Codes in the order of the text, each once. */
export function textCodes(text: string): CodePiece[] {
  const codes = new Map<string, CodePiece>();
  const whole = text.trim();
  if (/^[\w.-]{2,64}$/u.test(whole) && findCodes(whole).length > 0)
    return [{ kind: "code", code: whole, from: "text" }];
  // The old WAP service's codes are bare numbers: they count only where something calls them a code.
  const wap = /\bcode["']?\s*[:=>]?\s*["']?(000\d)\b/iu.exec(text)?.[1];
  if (wap !== undefined) codes.set(wap, { kind: "code", code: wap, namespace: "mapi", from: "text" });
  let words = 0;
  for (const [word] of text.matchAll(shape)) {
    words += 1;
    if (words > maxWords || codes.size >= maxCodes) break;
    if (statuses.has(word) || codes.has(word) || findCodes(word).length === 0) continue;
    codes.set(word, { kind: "code", code: word, from: "text" });
  }
  return [...codes.values()];
}
