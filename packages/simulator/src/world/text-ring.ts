// Keeps the latest texts in a fixed number of bytes: two buffers by turns, so that at least one buffer's worth is always
// there. Outside of the heap on purpose: thousands of texts a second, each of which lives for a while, make the collector of
// garbage keep several times their size.

interface Half {
  bytes: Buffer;
  /** Where each text ends; the first begins at 0. */
  ends: number[];
  /** Number of the first text. */
  firstNumber: number;
}

export class TextRing {
  #current: Half;
  #previous: Half;
  #nextNumber = 1;

  /** Holds between bytesEach and twice as many bytes; no text may be longer than bytesEach. */
  constructor(bytesEach: number) {
    const half = (): Half => ({ bytes: Buffer.allocUnsafeSlow(bytesEach), ends: [], firstNumber: 1 });
    this.#current = half();
    this.#previous = half();
  }

  /** Keeps a text; its number, 1 and up, is the answer. */
  add(text: string): number {
    const number = this.#nextNumber;
    this.#nextNumber += 1;
    const start = this.#current.ends.at(-1) ?? 0;
    // A character of a string takes three bytes at most; counted exactly only where it may be tight.
    const free = this.#current.bytes.length - start;
    if (3 * text.length > free && Buffer.byteLength(text) > free) this.#turn(number);
    const { bytes, ends } = this.#current;
    const from = ends.at(-1) ?? 0;
    ends.push(from + bytes.write(text, from));
    return number;
  }

  /** Number of the latest text; 0 before the first. */
  get lastNumber(): number {
    return this.#nextNumber - 1;
  }

  /** The kept texts with a higher number, oldest first. */
  after(number: number): string[] {
    return [this.#previous, this.#current].flatMap(({ bytes, ends, firstNumber }) =>
      ends.flatMap((end, index) =>
        firstNumber + index > number ? [bytes.toString("utf8", ends[index - 1] ?? 0, end)] : [],
      ),
    );
  }

  #turn(firstNumber: number): void {
    const emptied = this.#previous;
    this.#previous = this.#current;
    this.#current = { bytes: emptied.bytes, ends: [], firstNumber };
  }
}
