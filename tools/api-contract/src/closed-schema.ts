// For clients the schemas of replies are open: a later version may add a member. For our own tests they are closed: a member
// that nobody described is a mistake.
import type { JsonSchema } from "./description.ts";

/** The same schema; each object in it that lists its members takes no others. */
export function closedSchema(schema: JsonSchema): JsonSchema {
  return close(schema) as JsonSchema;
}

function close(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(close);
  if (typeof value !== "object" || value === null) return value;
  const closed: JsonSchema = {};
  for (const [name, inner] of Object.entries(value)) closed[name] = close(inner);
  const listsItsMembers = closed["type"] === "object" && closed["properties"] !== undefined;
  if (listsItsMembers && closed["additionalProperties"] === undefined) closed["additionalProperties"] = false;
  return closed;
}
