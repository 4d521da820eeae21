// Text to bytes and back in the three charsets Alipay speaks. It knows nothing of fields or signatures.
// iconv-lite turns 😀 into "?" and € into 0x80 without a word, and holds private-use characters that
// Alipay's side decodes differently: so what a charset can hold is decided here, before encoding.

import iconv from "iconv-lite";
import { hasLoneSurrogate } from "./lone-surrogate.ts";

export type Charset = "utf-8" | "gbk" | "gb2312";

/** `index` counts UTF-16 units, as String.slice does; `character` is a whole code point or a lone surrogate. */
export type UnmappableCharacter = { readonly index: number; readonly character: string };

const asciiOnly = /^[\0-\x7f]*$/u;
const replacement = "?";

/** Text to bytes of the charset, with every character it can't hold ("?" in the bytes) and its position. */
export function encodeText(
  text: string,
  charset: Charset,
): { bytes: Buffer<ArrayBuffer>; unmappable: UnmappableCharacter[] } {
  if (charset === "utf-8" && !hasLoneSurrogate(text)) return { bytes: Buffer.from(text, "utf8"), unmappable: [] };
  if (asciiOnly.test(text)) return { bytes: Buffer.from(text, "latin1"), unmappable: [] };
  const { text: clean, replaced } = replaceUnmappable(text, charset);
  const bytes = charset === "utf-8" ? Buffer.from(clean, "utf8") : Buffer.from(iconv.encode(clean, "gbk"));
  return { bytes, unmappable: replaced };
}

/** Bytes to text; `malformed` says that they are no well-formed text of the charset (U+FFFD stands where it broke). */
export function decodeText(bytes: Uint8Array, charset: Charset): { text: string; malformed: boolean } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (charset === "utf-8") {
    const text = buffer.toString("utf8");
    return { text, malformed: !Buffer.from(text, "utf8").equals(buffer) };
  }
  const text = iconv.decode(buffer, "gbk");
  // The decoder guesses over broken pairs; only what encodes back to the same bytes was well formed.
  return { text, malformed: text.includes("\ufffd") || !Buffer.from(iconv.encode(text, "gbk")).equals(buffer) };
}

/** The text with "?" for each character the charset can't hold, and which ones those were. */
export function replaceUnmappable(text: string, charset: Charset): { text: string; replaced: UnmappableCharacter[] } {
  const replaced: UnmappableCharacter[] = [];
  let clean = "";
  let index = 0;
  for (const character of text) {
    if (isMappable(character, charset)) clean += character;
    else {
      replaced.push({ index, character });
      clean += replacement;
    }
    index += character.length;
  }
  return { text: clean, replaced };
}

function isMappable(character: string, charset: Charset): boolean {
  if (character <= "\x7f") return true;
  if (charset === "utf-8") return !hasLoneSurrogate(character);
  if (character.length !== 1 || (character >= "\ud800" && character <= "\uf8ff")) return false;
  const pair = iconv.encode(character, "gbk");
  const [lead = 0, trail = 0] = pair;
  if (pair.length !== 2) return false;
  return charset === "gbk" ? isCp936Pair(lead, trail) : isGb2312Pair(lead, trail);
}

/** GBK as Windows, Java and the browsers agree on it: iconv-lite's table without the later additions of GB 18030. */
function isCp936Pair(lead: number, trail: number): boolean {
  if (lead === 0xfe && trail >= 0x50 && trail <= 0xa0) return false;
  if (lead === 0xa8 && (trail === 0xbc || trail === 0xbf)) return false;
  return !(lead === 0xa9 && trail >= 0x89 && trail <= 0x95);
}

// GB 2312-80 has holes which GBK later filled; iconv-lite makes no difference between the two.
const gb2312Ranges: ReadonlyMap<number, readonly (readonly [first: number, last: number])[]> = new Map([
  [
    0xa2,
    [
      [0xb1, 0xe2],
      [0xe5, 0xee],
      [0xf1, 0xfc],
    ],
  ],
  [0xa4, [[0xa1, 0xf3]]],
  [0xa5, [[0xa1, 0xf6]]],
  [
    0xa6,
    [
      [0xa1, 0xb8],
      [0xc1, 0xd8],
    ],
  ],
  [
    0xa7,
    [
      [0xa1, 0xc1],
      [0xd1, 0xf1],
    ],
  ],
  [
    0xa8,
    [
      [0xa1, 0xba],
      [0xc5, 0xe9],
    ],
  ],
  [0xa9, [[0xa4, 0xef]]],
  [0xd7, [[0xa1, 0xf9]]],
]);

function isGb2312Pair(lead: number, trail: number): boolean {
  if (trail < 0xa1 || trail > 0xfe) return false;
  const holes = gb2312Ranges.get(lead);
  if (holes !== undefined) return holes.some(([first, last]) => trail >= first && trail <= last);
  return lead === 0xa1 || lead === 0xa3 || (lead >= 0xb0 && lead <= 0xf7);
}
