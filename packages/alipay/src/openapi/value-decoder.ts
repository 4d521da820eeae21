// Percent-decodes values out of a form body of ASCII bytes into bytes of its own, one behind the other. It is a loop over
// bytes on purpose: a string or a view for each escape would cost more than all the rest of reading a message.

const percent = 0x25;
const ampersand = 0x26;
const firstBeyondAscii = 0x80;

// What a byte stands for on its own. Escapes are 0, as the byte 0 is: one look into a table tells the usual byte.
const plainBytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
plainBytes["+".charCodeAt(0)] = " ".charCodeAt(0);
plainBytes[percent] = 0;

// A negative half makes the whole negative.
const hexDigits = new Int8Array(256).fill(-1);
for (const digit of "0123456789abcdefABCDEF") hexDigits[digit.charCodeAt(0)] = Number.parseInt(digit, 16);

/** Writes bytes and counts them; what it says about values holds for all of them since the last `reset`. */
export class ValueDecoder {
  /** What was written is [0, length). */
  readonly bytes: Buffer;
  length = 0;
  hasAmpersand = false;
  isBeyondAscii = false;

  /** Decoded text is never longer than encoded text: the capacity of a whole body is enough for any of its parts. */
  constructor(capacity: number) {
    this.bytes = Buffer.allocUnsafe(capacity);
  }

  /** Writes bytes as they are. */
  copy(source: Uint8Array): void {
    const { bytes, length } = this;
    for (let index = 0; index < source.length; index++) bytes[length + index] = source[index] ?? 0;
    this.length = length + source.length;
  }

  /** Writes the value that stands encoded in [start, end) of a body; false where a percent sign is no escape. */
  decode(body: Uint8Array, start: number, end: number): boolean {
    const { bytes } = this;
    let { length } = this;
    for (let at = start; at < end; at++) {
      let byte = plainBytes[body[at] ?? 0] ?? 0;
      if (byte === 0 && body[at] === percent) {
        if (at + 2 >= end) return false;
        byte = ((hexDigits[body[at + 1] ?? 0] ?? -1) << 4) | (hexDigits[body[at + 2] ?? 0] ?? -1);
        if (byte < 0) return false;
        at += 2;
        if (byte === ampersand) this.hasAmpersand = true;
        else if (byte >= firstBeyondAscii) this.isBeyondAscii = true;
      }
      bytes[length++] = byte;
    }
    this.length = length;
    return true;
  }
}
