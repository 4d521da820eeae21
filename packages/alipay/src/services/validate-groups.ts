// Checks the rules which bind several fields together.

import type { Violation } from "../alipay-error.ts";
import { assertNever } from "../assert-never.ts";
import type { FieldGroup } from "./field-group.ts";

type Values = ReadonlyMap<string, unknown>;

/** Violations of one group rule over the values that are present. */
export function validateGroup(group: FieldGroup, given: Values): Violation[] {
  switch (group.rule) {
    case "exactly_one":
    case "at_least_one":
    case "at_most_one":
      return validateSets(group.rule, group.sets, given);
    case "only_with":
      return validateOnlyWith(group, given);
    case "required_with":
      return given.get(group.other) === group.value && !given.has(group.field)
        ? [{ field: group.field, rule: "required_with", limit: `${group.other}=${group.value}` }]
        : [];
    case "distinct":
      return validateDistinct(group.fields, given);
    case "same_date":
      return validateSameDate(group.field, given.get(group.field), given.get(group.time));
    case "item_count":
      return validateItemCount(group, given);
    case "distinct_items":
      return validateDistinctItems(group, given);
    default:
      return assertNever(group);
  }
}

function validateSets(
  rule: "exactly_one" | "at_least_one" | "at_most_one",
  sets: readonly (readonly string[])[],
  given: Values,
): Violation[] {
  const begun = sets.filter((set) => set.some((name) => given.has(name)));
  const limit = sets.map((set) => set.join(" + ")).join(" | ");
  const field = sets.map((set) => set.join("+")).join(",");
  if (begun.length === 0) return rule === "at_most_one" ? [] : [{ field, rule, limit }];
  if (begun.length > 1 && rule !== "at_least_one") return [{ field, rule, limit }];
  if (begun.some((set) => set.every((name) => given.has(name)))) return [];
  const missing = (begun[0] ?? []).filter((name) => !given.has(name));
  return missing.map((name) => ({ field: name, rule: "incomplete_group", limit }));
}

function validateOnlyWith(group: { field: string; other: string; value?: string }, given: Values): Violation[] {
  if (!given.has(group.field)) return [];
  const { value } = group;
  const fits = value === undefined ? given.has(group.other) : given.get(group.other) === value;
  const limit = value === undefined ? group.other : `${group.other}=${value}`;
  return fits ? [] : [{ field: group.field, rule: "only_with", limit }];
}

function validateDistinct(fields: readonly string[], given: Values): Violation[] {
  const seen = new Set<unknown>();
  const found: Violation[] = [];
  for (const name of fields.filter((field) => given.has(field))) {
    const value = given.get(name);
    if (seen.has(value)) found.push({ field: name, rule: "distinct", limit: fields.join(", ") });
    seen.add(value);
  }
  return found;
}

function validateSameDate(field: string, value: unknown, time: unknown): Violation[] {
  if (typeof value !== "string" || typeof time !== "string") return [];
  const date = time.slice(0, 10).replaceAll("-", "");
  return value.startsWith(date)
    ? []
    : [{ field, rule: "same_date", value: value.slice(0, 8), limit: date.slice(0, 40) }];
}

function itemsOf(given: Values, list: string, separator: string): string[] | undefined {
  const text = given.get(list);
  return typeof text === "string" ? text.split(separator) : undefined;
}

function validateItemCount(group: { field: string; list: string; separator: string }, given: Values): Violation[] {
  const items = itemsOf(given, group.list, group.separator);
  const stated = given.get(group.field);
  if (items === undefined || typeof stated !== "string" || stated === String(items.length)) return [];
  const limit = `${items.length} items in ${group.list}`;
  return [{ field: group.field, rule: "item_count", value: stated.slice(0, 40), limit }];
}

function validateDistinctItems(
  group: { list: string; separator: string; partSeparator: string },
  given: Values,
): Violation[] {
  const seen = new Set<string>();
  const repeated = itemsOf(given, group.list, group.separator)
    ?.map((item) => item.split(group.partSeparator, 1)[0] ?? "")
    .find((key) => seen.size === seen.add(key).size);
  return repeated === undefined
    ? []
    : [{ field: group.list, rule: "distinct_items", value: repeated.slice(0, 40), limit: "each once" }];
}
