// How Java writes things, from the documents of java.lang.String, java.util.HashMap, java.net.URLEncoder and fastjson:
// enough to make the mistakes that Java shops make.

/** String.hashCode: 31 as the base, 32 bits, signed. */
export function javaHashCode(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}

/** Names in the order in which a HashMap gives them: by bucket, in a bucket as they came. The table doubles at three quarters. */
export function javaHashMapOrder(names: readonly string[]): string[] {
  let buckets = 16;
  while (names.length > buckets * 0.75) buckets *= 2;
  const bucketOf = (name: string): number => {
    const hash = javaHashCode(name);
    return (hash ^ (hash >>> 16)) & (buckets - 1);
  };
  return names
    .map((name, position) => ({ name, position, bucket: bucketOf(name) }))
    .toSorted((a, b) => a.bucket - b.bucket || a.position - b.position)
    .map(({ name }) => name);
}

/** A flat object as a HashMap that a JSON writer walks through. */
export function javaMapJson(entries: ReadonlyArray<readonly [string, string]>, unicode: "bare" | "escaped"): string {
  const values = new Map(entries);
  const pairs = javaHashMapOrder([...values.keys()]).map((name) => `${quoted(name)}:${quoted(values.get(name) ?? "")}`);
  const json = `{${pairs.join(",")}}`;
  return unicode === "bare" ? json : escapedUnicode(json, "upper");
}

/** Everything above ASCII as \uXXXX; fastjson writes capitals, Python small letters. */
export function escapedUnicode(json: string, letters: "upper" | "lower"): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => {
    const digits = unit.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${letters === "upper" ? digits.toUpperCase() : digits}`;
  });
}

const quoted = (text: string): string => JSON.stringify(text);
