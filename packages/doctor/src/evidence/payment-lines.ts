// Picks the lines that concern payments out of a log of any size, in constant memory: pushed in chunks, only the last
// lines are kept. Decodes nothing; the lines stay bytes.
import type { ByteText } from "./byte-text.ts";

const telling =
  /notify|alipay|carbuyaction|paygw|trade_no|callback|ILLEGAL_|_NOT_EXIST|isv\.|ACQ\.|verify_failed|"Mozilla\/4\.0"/gu;
const maxLines = 4000;
const maxLineLength = 8000;

export class PaymentLines {
  readonly #kept: ByteText[] = [];
  #next = 0;
  #open = "";

  /** Takes the next chunk of the log. */
  push(chunk: Uint8Array): void {
    const text = this.#open + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("latin1");
    const end = text.lastIndexOf("\n");
    this.#scan(text, end === -1 ? 0 : end);
    // A line that never ends is cut: its beginning says what it is.
    this.#open = text.slice(end + 1).slice(0, maxLineLength);
  }

  /** The last lines that concern payments, oldest first. */
  bytes(): Buffer {
    this.#scan(`${this.#open}\n`, this.#open.length);
    this.#open = "";
    const ordered = [...this.#kept.slice(this.#next), ...this.#kept.slice(0, this.#next)];
    return Buffer.from(ordered.join("\n"), "latin1");
  }

  #scan(text: string, end: number): void {
    telling.lastIndex = 0;
    for (let match = telling.exec(text); match !== null && match.index < end; match = telling.exec(text)) {
      const start = text.lastIndexOf("\n", match.index) + 1;
      const stop = text.indexOf("\n", match.index);
      const until = stop === -1 ? end : stop;
      this.#keep(text.slice(start, Math.min(until, start + maxLineLength)));
      telling.lastIndex = until;
    }
  }

  #keep(line: ByteText): void {
    if (this.#kept.length < maxLines) this.#kept.push(line);
    else {
      this.#kept[this.#next] = line;
      this.#next = (this.#next + 1) % maxLines;
    }
  }
}
