// Splits an application/x-www-form-urlencoded body or query into pairs of raw bytes, decoded exactly once.
// It makes no text: which charset the bytes are in is the caller's knowledge.

import { percentDecode } from "./percent-decode.ts";

export type BytePair = { readonly name: Buffer; readonly value: Buffer };

export type FormPairs =
  | { readonly ok: true; readonly pairs: readonly BytePair[] }
  | { readonly ok: false; readonly reason: "malformed" | "duplicate_field"; readonly field?: string };

// Alipay's longest documented message is a few kilobytes; a body past this is no notification.
const maxBytes = 1_048_576;
const maxPairs = 512;
const ampersand = 0x26;
const equalsSign = 0x3d;

/** Pairs in the order in which they came; refuses broken percent signs, nameless fields and names that occur twice. */
export function parseFormPairs(body: Uint8Array): FormPairs {
  if (!(body instanceof Uint8Array) || body.length > maxBytes) return { ok: false, reason: "malformed" };
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const pairs: BytePair[] = [];
  const names = new Set<string>();
  let start = 0;
  while (start < buffer.length) {
    const found = buffer.indexOf(ampersand, start);
    const end = found === -1 ? buffer.length : found;
    const piece = buffer.subarray(start, end);
    start = end + 1;
    if (piece.length === 0) continue;
    const pair = parsePair(piece);
    if (pair === undefined || pairs.length === maxPairs) return { ok: false, reason: "malformed" };
    const name = pair.name.toString("latin1");
    if (names.has(name)) return { ok: false, reason: "duplicate_field", field: name.slice(0, 80) };
    names.add(name);
    pairs.push(pair);
  }
  return { ok: true, pairs };
}

function parsePair(piece: Buffer): BytePair | undefined {
  const middle = piece.indexOf(equalsSign);
  const name = percentDecode(middle === -1 ? piece : piece.subarray(0, middle));
  const value = percentDecode(middle === -1 ? piece.subarray(piece.length) : piece.subarray(middle + 1));
  return name === undefined || name.length === 0 || value === undefined ? undefined : { name, value };
}
