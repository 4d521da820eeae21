// The text which the OpenAPI signs: `name=value` in byte order of the names, joined by "&", nothing encoded.

/** Names and values, decoded. */
export type Pairs = ReadonlyArray<readonly [name: string, value: string]>;

// Names are ASCII in every request; comparing UTF-16 units is then the byte order.
function byName(left: readonly [string, string], right: readonly [string, string]): number {
  return left[0] < right[0] ? -1 : left[0] > right[0] ? 1 : 0;
}

/** The pairs in the order in which they are signed. */
export function sortPairs(pairs: Pairs): Pairs {
  return pairs.toSorted(byName);
}

/** The signed text of pairs which are already sorted and hold neither `sign` nor an empty value that is not signed. */
export function canonicalText(sorted: Pairs): string {
  let text = "";
  for (const [name, value] of sorted) text += `${text === "" ? "" : "&"}${name}=${value}`;
  return text;
}
