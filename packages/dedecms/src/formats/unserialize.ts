// PHP's serialize() format, read by bytes as PHP does. Objects and references are refused: no setting holds one.
import type { PhpValue } from "./php-value.ts";

const maxDepth = 32;

type Part = { readonly value: PhpValue; readonly end: number };

/** A whole serialised value (byte string in and out); undefined where it is not exactly one. */
export function unserialize(source: string): PhpValue | undefined {
  const part = readPart(source, 0, 0);
  return part?.end === source.length ? part.value : undefined;
}

const scalar = /(?:N|b:([01])|i:(-?\d{1,19})|d:(-?[\d.]+(?:E[+-]?\d+)?));/y;
const sized = /([sa]):(\d{1,9}):/y;

function readPart(source: string, start: number, depth: number): Part | undefined {
  scalar.lastIndex = start;
  const plain = scalar.exec(source);
  if (plain !== null) {
    const [all, truth, integer, decimal] = plain;
    const end = start + all.length;
    if (truth !== undefined) return { value: truth === "1", end };
    const digits = integer ?? decimal;
    return { value: digits === undefined ? null : Number(digits), end };
  }
  sized.lastIndex = start;
  const head = sized.exec(source);
  if (head === null || depth >= maxDepth) return undefined;
  const length = Number(head[2]);
  const body = start + head[0].length;
  return head[1] === "s" ? readString(source, body, length) : readEntries({ source, body, count: length, depth });
}

function readString(source: string, body: number, length: number): Part | undefined {
  const end = body + 1 + length;
  if (source[body] !== '"' || source.slice(end, end + 2) !== '";') return undefined;
  return { value: source.slice(body + 1, end), end: end + 2 };
}

type Entries = { readonly source: string; readonly body: number; readonly count: number; readonly depth: number };

function readEntries({ source, body, count, depth }: Entries): Part | undefined {
  if (source[body] !== "{") return undefined;
  const entries = new Map<string, PhpValue>();
  let index = body + 1;
  for (let read = 0; read < count; read += 1) {
    const key = readPart(source, index, depth + 1);
    if (key === undefined || (typeof key.value !== "string" && typeof key.value !== "number")) return undefined;
    const value = readPart(source, key.end, depth + 1);
    if (value === undefined) return undefined;
    entries.set(String(key.value), value.value);
    index = value.end;
  }
  return source[index] === "}" ? { value: entries, end: index + 1 } : undefined;
}
