// Reads one literal of PHP source: a string, a number, a constant word or array(…) of these. Never runs anything: what
// would have to be computed (a call, a variable, an interpolated string) is no literal.
import type { PhpValue } from "./php-value.ts";

export type PhpLiteral = { readonly value: PhpValue; readonly end: number };

const maxDepth = 16;
const number = /-?(?:\d+\.\d+|\d+)/y;
const word = /(?:true|false|null)\b/iy;
const arrayStart = /array\s*\(|\[/iy;
const blank = /(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;

/** The literal which begins at `start` of a byte string, and where it ends; undefined where there is none. */
export function readPhpLiteral(source: string, start: number, depth = 0): PhpLiteral | undefined {
  const first = source[start];
  if (first === "'") return readSingleQuoted(source, start);
  if (first === '"') return readDoubleQuoted(source, start);
  const digits = matchAt(number, source, start);
  if (digits !== undefined) return { value: Number(digits), end: start + digits.length };
  const constant = matchAt(word, source, start)?.toLowerCase();
  if (constant !== undefined) {
    return { value: constant === "null" ? null : constant === "true", end: start + constant.length };
  }
  const opening = matchAt(arrayStart, source, start);
  if (opening === undefined || depth >= maxDepth) return undefined;
  return readArray({ source, start: start + opening.length, close: opening === "[" ? "]" : ")", depth });
}

/** Where white space and comments which begin at `start` end. */
export function skipBlank(source: string, start: number): number {
  return start + (matchAt(blank, source, start)?.length ?? 0);
}

/** Where the quoted string which begins at `start` ends; the end of the source where it is never closed. */
export function skipQuoted(source: string, start: number): number {
  for (let index = start + 1; index < source.length; index += 1) {
    if (source[index] === "\\") index += 1;
    else if (source[index] === source[start]) return index + 1;
  }
  return source.length;
}

function readSingleQuoted(source: string, start: number): PhpLiteral | undefined {
  const end = skipQuoted(source, start);
  if (source[end - 1] !== "'" || end - start < 2) return undefined;
  return { value: source.slice(start + 1, end - 1).replace(/\\(['\\])/g, "$1"), end };
}

const doubleQuotedEscapes: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  "\\": "\\",
  $: "$",
  '"': '"',
};

function readDoubleQuoted(source: string, start: number): PhpLiteral | undefined {
  const end = skipQuoted(source, start);
  const inner = source.slice(start + 1, end - 1);
  if (source[end - 1] !== '"' || end - start < 2 || /(?<!\\)\$[a-z_{]|\{\$|\\[0-7xuvef]/i.test(inner)) return undefined;
  const value = inner.replace(/\\([nrt\\$"])/g, (_all, letter: string) => doubleQuotedEscapes[letter] ?? letter);
  return { value, end };
}

type ArrayStart = {
  readonly source: string;
  readonly start: number;
  readonly close: string;
  readonly depth: number;
};

function readArray({ source, start, close, depth }: ArrayStart): PhpLiteral | undefined {
  const entries = new Map<string, PhpValue>();
  let nextIndex = 0;
  let index = skipBlank(source, start);
  while (index < source.length) {
    if (source[index] === close) return { value: entries, end: index + 1 };
    const first = readPhpLiteral(source, index, depth + 1);
    if (first === undefined) return undefined;
    index = skipBlank(source, first.end);
    if (source.startsWith("=>", index)) {
      const second = readPhpLiteral(source, skipBlank(source, index + 2), depth + 1);
      if (second === undefined || typeof first.value === "object") return undefined;
      entries.set(String(first.value), second.value);
      if (typeof first.value === "number") nextIndex = Math.max(nextIndex, first.value + 1);
      index = skipBlank(source, second.end);
    } else {
      entries.set(String(nextIndex), first.value);
      nextIndex += 1;
    }
    if (source[index] === ",") index = skipBlank(source, index + 1);
    else if (source[index] !== close) return undefined;
  }
  return undefined;
}

function matchAt(pattern: RegExp, source: string, start: number): string | undefined {
  pattern.lastIndex = start;
  return pattern.exec(source)?.[0];
}
