// Breaks a text into lines of a terminal: between words, and between Chinese characters, which have no blanks. A Chinese full
// stop or comma never begins a line.
import { displayWidth } from "./display-width.ts";

const pieces =
  /[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]+|\s+/gu;
const neverFirst = /^[，。；：、！？）》”’…,.;:!?)]/u;

/** Lines no wider than `width` columns where that can be; a word that is wider stands alone and whole, so that it can be copied. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(pieces) ?? []) {
    const isBlank = /^\s/.test(piece);
    if (line === "" && isBlank) continue;
    const fits = displayWidth(line) + displayWidth(piece) <= width;
    if (fits || line === "" || neverFirst.test(piece)) {
      line += piece;
      continue;
    }
    lines.push(line.trimEnd());
    line = isBlank ? "" : piece;
  }
  if (line.trim() !== "") lines.push(line.trimEnd());
  return lines;
}
