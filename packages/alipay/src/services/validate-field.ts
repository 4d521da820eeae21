// Checks one value against one field definition and reports every rule it breaks.

import type { Violation } from "../alipay-error.ts";
import { assertNever } from "../assert-never.ts";
import { readBeijingTime } from "../beijing-time.ts";
import { hasLoneSurrogate } from "../lone-surrogate.ts";
import { readYuan } from "../money.ts";
import type { FieldDefinition, TextField } from "./field-definition.ts";
import { isAbsoluteHttpUrl } from "./is-absolute-http-url.ts";
import { isPresent } from "./is-present.ts";

type Broken = { readonly rule: string; readonly limit?: string };

/** Violations of one value that is present; `path` names the field in them. */
export function validateField(path: string, definition: FieldDefinition, value: unknown): Violation[] {
  if (definition.type === "object" || definition.type === "list") return validateJson(path, definition, value);
  if (typeof value !== "string") return [{ field: path, rule: "not_text", value: kindOf(value) }];
  const shown = definition.masked === true ? "***" : value.slice(0, 40);
  return scalarMistakes(definition, value).map((broken) => ({ field: path, ...broken, value: shown }));
}

function scalarMistakes(
  definition: Exclude<FieldDefinition, { type: "object" | "list" }>,
  value: string,
): readonly Broken[] {
  switch (definition.type) {
    case "text":
      return textMistakes(definition, value);
    case "choice":
      return definition.values.includes(value) ? [] : [{ rule: "not_allowed", limit: definition.values.join(", ") }];
    case "amount":
      return amountMistakes(definition, value);
    case "integer":
      return integerMistakes(definition, value);
    case "url":
      return urlMistakes(value, definition.maxLength);
    case "time":
      return readBeijingTime(value) === undefined || value.length !== 19
        ? [{ rule: "beijing_time", limit: "yyyy-MM-dd HH:mm:ss" }]
        : [];
    case "duration":
      return isDuration(value) ? [] : [{ rule: "duration", limit: "1m … 15d, 1c" }];
    default:
      return assertNever(definition);
  }
}

// The registry's patterns are few and compiled once.
const compiled = new Map<string, RegExp>();

function wholePattern(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const expression = new RegExp(`^(?:${pattern})$`, "u");
  compiled.set(pattern, expression);
  return expression;
}

function textMistakes(definition: TextField, value: string): Broken[] {
  const broken: Broken[] = [];
  const { minLength, maxLength, pattern, forbidden } = definition;
  const inGbkBytes = definition.lengthUnit === "gbk_bytes";
  const length = inGbkBytes ? gbkLength(value) : value.length;
  const unit = inGbkBytes ? "GBK bytes" : "characters";
  if (maxLength !== undefined && length > maxLength) broken.push({ rule: "too_long", limit: `${maxLength} ${unit}` });
  if (minLength !== undefined && length < minLength) broken.push({ rule: "too_short", limit: `${minLength} ${unit}` });
  if (pattern !== undefined && !wholePattern(pattern).test(value)) {
    broken.push({ rule: "pattern", limit: pattern });
  }
  const found = forbidden === undefined ? [] : [...forbidden].filter((character) => value.includes(character));
  if (found.length > 0) broken.push({ rule: "forbidden_character", limit: found.join(" ") });
  if (value.includes("\0")) broken.push({ rule: "forbidden_character", limit: "U+0000" });
  if (hasLoneSurrogate(value)) broken.push({ rule: "lone_surrogate" });
  return broken;
}

function amountMistakes(definition: { minFen: bigint; maxFen: bigint }, value: string): Broken[] {
  const { minFen, maxFen } = definition;
  const read = readYuan(value, { minFen, maxFen, decimals: "up_to_two" });
  if (typeof read === "bigint") return [];
  return [{ rule: read.rule, ...(read.limit === undefined ? {} : { limit: read.limit }) }];
}

function integerMistakes(definition: { min: number; max?: number }, value: string): Broken[] {
  if (!/^(?:0|[1-9]\d{0,14})$/u.test(value)) return [{ rule: "whole_number" }];
  const { min, max = Number.MAX_SAFE_INTEGER } = definition;
  if (Number(value) < min) return [{ rule: "too_small", limit: String(min) }];
  return Number(value) > max ? [{ rule: "too_large", limit: String(max) }] : [];
}

/** Mistakes of an address that Alipay or a browser shall call. */
export function urlMistakes(value: string, maxLength: number): Broken[] {
  const broken: Broken[] = [];
  if (!isAbsoluteHttpUrl(value)) broken.push({ rule: "absolute_http_url" });
  if (value.length > maxLength) broken.push({ rule: "too_long", limit: `${maxLength} characters` });
  return broken;
}

function isDuration(value: string): boolean {
  if (value === "1c") return true;
  const parts = /^([1-9]\d{0,4})([mhd])$/u.exec(value);
  if (parts === null) return false;
  const minutes = Number(parts[1]) * (parts[2] === "m" ? 1 : parts[2] === "h" ? 60 : 1440);
  return minutes <= 15 * 1440;
}

function gbkLength(value: string): number {
  let length = 0;
  for (const character of value) length += character <= "\x7f" ? 1 : 2;
  return length;
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value;
}

function validateJson(
  path: string,
  definition: Extract<FieldDefinition, { type: "object" | "list" }>,
  value: unknown,
): Violation[] {
  if (definition.type === "list") {
    if (!Array.isArray(value)) return [{ field: path, rule: "not_a_list", value: kindOf(value) }];
    const { maxItems = Number.POSITIVE_INFINITY, item } = definition;
    if (value.length > maxItems) return [{ field: path, rule: "too_many_items", limit: String(maxItems) }];
    return value.flatMap((entry, index) => validateField(`${path}[${index}]`, item, entry));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [{ field: path, rule: "not_an_object", value: kindOf(value) }];
  }
  const found = validateTable(definition.fields, value, `${path}.`);
  const { maxLength } = definition;
  if (maxLength !== undefined && JSON.stringify(value).length > maxLength) {
    found.push({ field: path, rule: "too_long", limit: `${maxLength} characters` });
  }
  return found;
}

/** Violations of a whole table of fields: unknown names, missing ones, and each value's own. */
export function validateTable(
  fields: { readonly [name: string]: FieldDefinition },
  values: object,
  prefix = "",
): Violation[] {
  const given = new Map<string, unknown>(Object.entries(values).filter(([, value]) => isPresent(value)));
  const found: Violation[] = [];
  for (const [name, definition] of Object.entries(fields)) {
    const path = prefix + name;
    if (given.has(name)) found.push(...validateField(path, definition, given.get(name)));
    else if (definition.required === true) found.push({ field: path, rule: "required" });
  }
  for (const name of given.keys()) {
    if (!Object.hasOwn(fields, name)) found.push({ field: prefix + name, rule: "unknown_field" });
  }
  return found;
}
