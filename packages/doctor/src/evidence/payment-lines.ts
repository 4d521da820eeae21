// Picks the lines that concern payments out of a log of any size, in constant memory: pushed in chunks, only the last lines
// are kept, each with the indented lines around it that belong to it (a printed array). Decodes nothing; lines stay bytes.
import { MarkAutomaton } from "./mark-automaton.ts";

const marks = new MarkAutomaton([
  "notif",
  "incident diagnosed",
  "alipay",
  "carbuyaction",
  "paygw",
  "trade_no",
  "callback",
  "illegal_",
  "_not_exist",
  "has_no_privilege",
  "isv.",
  "acq.",
  "verify_failed",
  "执行日期",
  '"mozilla/4.0"',
]);
const maxLines = 4000;
const maxLineLength = 8000;
const newline = 0x0a;

export class PaymentLines {
  static readonly maxKept: number = maxLines;
  readonly #kept: Buffer[] = [];
  #next = 0;
  #found = 0;
  #read = 0;
  /** The beginning of a line whose end has not come yet, in front of the next chunk. */
  #work = Buffer.alloc(0);
  #open = 0;

  /** Bytes that were pushed. */
  get bytesRead(): number {
    return this.#read;
  }

  /** Lines that concern payments, those which were not kept among them. */
  get linesFound(): number {
    return this.#found;
  }

  /** Takes the next chunk of the log; it is copied, and may be used again. */
  push(chunk: Uint8Array): void {
    this.#read += chunk.length;
    const length = this.#open + chunk.length;
    if (this.#work.length < length) {
      const grown = Buffer.alloc(length + maxLineLength);
      this.#work.copy(grown, 0, 0, this.#open);
      this.#work = grown;
    }
    this.#work.set(chunk, this.#open);
    const end = this.#work.subarray(0, length).lastIndexOf(newline) + 1;
    this.#scan(this.#work.subarray(0, end));
    // A line that never ends is cut: its beginning says what it is.
    this.#open = Math.min(length - end, maxLineLength);
    this.#work.copyWithin(0, end, end + this.#open);
  }

  /** The last lines that concern payments, oldest first. */
  bytes(): Buffer {
    this.#scan(this.#work.subarray(0, this.#open));
    this.#open = 0;
    const lines = [...this.#kept.slice(this.#next), ...this.#kept.slice(0, this.#next)];
    return Buffer.concat(lines.flatMap((line, index) => (index === 0 ? [line] : [Buffer.from("\n"), line])));
  }

  #scan(bytes: Buffer): void {
    let hit = marks.indexOf(bytes, 0, bytes.length);
    while (hit !== -1) {
      const start = blockStart(bytes, bytes.lastIndexOf(newline, hit) + 1);
      const end = blockEnd(bytes, lineEnd(bytes, hit));
      this.#keep(bytes.subarray(start, Math.min(end, start + maxLineLength)));
      hit = marks.indexOf(bytes, end, bytes.length);
    }
  }

  // Kept lines are copies: the chunk's memory is used again.
  #keep(line: Buffer): void {
    this.#found += 1;
    const kept = Buffer.from(line);
    if (this.#kept.length < maxLines) this.#kept.push(kept);
    else {
      this.#kept[this.#next] = kept;
      this.#next = (this.#next + 1) % maxLines;
    }
  }
}

const maxBlockLines = 100;
// Space, tab, brackets: an array that a program printed goes on.
const continuing = new Set(Buffer.from(" \t()]}"));

function lineEnd(bytes: Buffer, from: number): number {
  const found = bytes.indexOf(newline, from);
  return found === -1 ? bytes.length : found;
}

/** Start of the line from which the one at `start` goes on. */
function blockStart(bytes: Buffer, start: number): number {
  let first = start;
  for (let lines = 0; lines < maxBlockLines && first > 1 && continuing.has(bytes[first] ?? 0); lines += 1) {
    first = bytes.lastIndexOf(newline, first - 2) + 1;
  }
  return first;
}

/** End of the last line which goes on from the one that ends at `end`. */
function blockEnd(bytes: Buffer, end: number): number {
  let last = end;
  for (let lines = 0; lines < maxBlockLines && continuing.has(bytes[last + 1] ?? 0); lines += 1) {
    last = lineEnd(bytes, last + 1);
  }
  return last;
}
