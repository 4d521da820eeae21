// Undoes the percent-encoding of a form body, from bytes to bytes.

const percent = 0x25;
const plus = 0x2b;
const space = 0x20;

/** Undoes percent-encoding once, "+" being a space; undefined where a percent sign has no two hexadecimal digits after it. */
export function percentDecode(encoded: Uint8Array): Buffer | undefined {
  const decoded = Buffer.allocUnsafe(encoded.length);
  let length = 0;
  for (let index = 0; index < encoded.length; index += 1) {
    const byte = encoded[index] ?? 0;
    if (byte === percent) {
      const high = hexadecimalDigit(encoded[index + 1]);
      const low = hexadecimalDigit(encoded[index + 2]);
      if (high === undefined || low === undefined) return undefined;
      decoded[length] = high * 16 + low;
      index += 2;
    } else decoded[length] = byte === plus ? space : byte;
    length += 1;
  }
  return decoded.subarray(0, length);
}

function hexadecimalDigit(byte: number | undefined): number | undefined {
  if (byte === undefined) return undefined;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined;
}
