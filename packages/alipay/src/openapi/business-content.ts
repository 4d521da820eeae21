// The business parameters as the JSON text which is both signed and sent.
import { isPresent } from "../services/is-present.ts";

// Empty means absent at every depth: Alipay reads an empty member as a value and then refuses it.
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(isPresent).map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => isPresent(member))
      .map(([name, member]) => [name, withoutEmpty(member)]),
  );
}

/** JSON text of the parameters, empty members left out, order kept. */
export function businessContent(parameters: object): string {
  // Most calls are flat and full; they need no copy.
  if (Object.values(parameters).every((value) => typeof value === "string" && value !== ""))
    return JSON.stringify(parameters);
  return JSON.stringify(withoutEmpty(parameters));
}
