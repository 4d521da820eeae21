// A description with its references to headers and examples put in; those to schemas stay, for the schema check knows them.
import type { Description } from "./description.ts";

export function resolved(document: unknown): Description {
  const { components = {} } = document as { components?: Readonly<Record<string, unknown>> };
  return resolve(document, components) as Description;
}

function resolve(value: unknown, components: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(value)) return value.map((inner) => resolve(inner, components));
  if (typeof value !== "object" || value === null) return value;
  const [, kind, name] = /^#\/components\/(headers|examples)\/(.+)$/.exec(String(Reflect.get(value, "$ref"))) ?? [];
  if (kind !== undefined && name !== undefined) return Reflect.get(components[kind] as object, name);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner, components)]));
}
