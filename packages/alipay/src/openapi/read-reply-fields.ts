// Checks that a reply's known fields have the shape which its registry entry states, and copies them. Unknown fields are
// dropped at the typed surface; the raw bytes keep them.
import { assertNever } from "../assert-never.ts";
import type { ReplyField, ReplyTable } from "./openapi-service-definition.ts";

type Plain = string | readonly Plain[] | { readonly [name: string]: Plain };

function readField(definition: ReplyField, value: unknown): Plain | undefined {
  switch (definition.type) {
    case "text":
      // A few gateways send numbers and booleans bare.
      if (typeof value === "number" || typeof value === "boolean") return String(value);
      return typeof value === "string" ? value : undefined;
    case "object":
      return readReplyFields(definition.fields, value);
    case "list": {
      if (!Array.isArray(value)) return undefined;
      const items = value.map((item) => readField(definition.item, item));
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    default:
      return assertNever(definition);
  }
}

/** The known fields of `node`; undefined where one of them has another shape than stated. Empty and null are absent. */
export function readReplyFields(table: ReplyTable, node: unknown): { readonly [name: string]: Plain } | undefined {
  if (typeof node !== "object" || node === null || Array.isArray(node)) return undefined;
  const given = new Map<string, unknown>(Object.entries(node));
  const found: [string, Plain][] = [];
  for (const [name, definition] of Object.entries(table)) {
    const value = given.get(name);
    if (value === undefined || value === null || value === "") continue;
    const read = readField(definition, value);
    if (read === undefined) return undefined;
    found.push([name, read]);
  }
  return Object.fromEntries(found);
}
