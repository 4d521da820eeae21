// JSON inside a value was parsed and written again by another library: other bytes, same meaning.
import { type ByteText, fromByteText, toByteText } from "../../evidence/byte-text.ts";
import type { DraftHypothesis } from "../hypothesis.ts";
import { type ValueChange, valueHypothesis } from "../value-hypothesis.ts";

const cause = "reply-json-reserialised";
const maxJsonLength = 20_000;

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export type JsonWriter = {
  readonly relation: { readonly zh: string; readonly en: string };
  readonly write: (text: string) => string | undefined;
};

function parse(text: string): Json | undefined {
  if (text.length > maxJsonLength) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function asciiOnly(text: string, upper: boolean): string {
  return text.replace(/[^\0-\x7f]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => {
      const code = character.charCodeAt(index).toString(16).padStart(4, "0");
      return `\\u${upper ? code.toUpperCase() : code}`;
    }).join(""),
  );
}

function spaced(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => spaced(item)).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, item]) => `${JSON.stringify(name)}: ${spaced(item as Json)}`)
    .join(", ")}}`;
}

function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => sortKeys(item));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, item]) => [name, sortKeys(item as Json)]),
  );
}

const slashes = (text: string): string => text.replaceAll("/", "\\/");

function writer(zh: string, en: string, write: (value: Json) => string): JsonWriter {
  return {
    relation: { zh: `把 JSON 写成${zh}`, en: `with the JSON written ${en}` },
    write: (text) => {
      const value = parse(text);
      return value === undefined || value === null || typeof value !== "object" ? undefined : write(value);
    },
  };
}

// Depth is bounded by JSON.parse's own limit and maxJsonLength.
export const jsonWriters: readonly JsonWriter[] = [
  writer("紧凑形式", "compactly", (value) => JSON.stringify(value)),
  writer("紧凑形式、斜杠转义为 \\/", "compactly with \\/", (value) => slashes(JSON.stringify(value))),
  writer("PHP json_encode 的默认形式", "as PHP's json_encode does by default", (value) =>
    asciiOnly(slashes(JSON.stringify(value)), false),
  ),
  writer("只含 ASCII 的形式", "with \\u escapes", (value) => asciiOnly(JSON.stringify(value), false)),
  writer("带空格的形式（Python 默认）", "with spaces, as Python does by default", (value) =>
    asciiOnly(spaced(value), false),
  ),
  writer("带空格的形式", "with spaces", spaced),
  writer("缩进形式", "indented", (value) => JSON.stringify(value, undefined, 4)),
  writer("键排序后的形式", "with sorted keys", (value) => JSON.stringify(sortKeys(value))),
  writer("键排序、斜杠转义的形式", "with sorted keys and \\/", (value) => slashes(JSON.stringify(sortKeys(value)))),
];

function isJson(value: ByteText): boolean {
  return (value.startsWith("{") && value.endsWith("}")) || (value.startsWith("[") && value.endsWith("]"));
}

const textualChanges: readonly ValueChange[] = [
  {
    cause,
    relation: { zh: "把 JSON 里的 \\/ 换回 /", en: "with \\/ in the JSON turned back into /" },
    change: (value) => (isJson(value) ? value.replaceAll("\\/", "/") : value),
  },
  {
    cause,
    relation: { zh: "把 JSON 里的 / 换回 \\/", en: "with / in the JSON turned back into \\/" },
    change: (value) => (isJson(value) ? value.replace(/\\?\//gu, "\\/") : value),
  },
];

const writerChanges: readonly ValueChange[] = jsonWriters.map(({ relation, write }) => ({
  cause,
  relation,
  change: (value) => {
    if (!isJson(value)) return value;
    const text = fromByteText(value, "utf-8");
    const written = text === undefined ? undefined : write(text);
    return written === undefined ? value : (toByteText(written, "utf-8") ?? value);
  },
}));

export const jsonReserialised: DraftHypothesis = valueHypothesis([...textualChanges, ...writerChanges]);
