// How Python's json.dumps writes an object: a space after each comma and colon, and \u escapes unless told otherwise.
import { escapedUnicode } from "./java-style.ts";

export function pythonJson(
  entries: ReadonlyArray<readonly [string, string]>,
  options: { readonly ensureAscii: boolean; readonly sortKeys: boolean },
): string {
  const ordered = options.sortKeys ? entries.toSorted(([a], [b]) => (a < b ? -1 : 1)) : entries;
  const json = `{${ordered.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(", ")}}`;
  return options.ensureAscii ? escapedUnicode(json, "lower") : json;
}
