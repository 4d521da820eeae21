// What a notify address answered, as `curl -i` shows it: status line, headers, blank line, body.

import type { ByteText } from "./byte-text.ts";
import type { AnswerPiece } from "./piece.ts";

/** The first HTTP response in the byte text. */
export function readHttpAnswer(text: ByteText): AnswerPiece | undefined {
  const start = /^HTTP\/[\d.]+ (\d{3})[^\r\n]*\r?\n/mu.exec(text);
  if (start === null) return undefined;
  const rest = text.slice(start.index + start[0].length);
  const blank = /\r?\n\r?\n|^\r?\n/u.exec(rest);
  const head = blank === null ? rest : rest.slice(0, blank.index);
  const headers: Record<string, string> = {};
  for (const line of head.split(/\r?\n/u).slice(0, 100)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  const body = blank === null ? "" : rest.slice(blank.index + blank[0].length);
  return { kind: "answer", status: Number(start[1]), headers, body };
}
