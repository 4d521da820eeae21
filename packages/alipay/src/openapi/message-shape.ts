// The names of a message and their order for signing. Alipay's messages of one kind repeat them exactly, so the last shape is
// worth keeping: a message of the same shape needs no sorting and no check of its names.

/** Names in wire order, and what follows from them. */
export type MessageShape = {
  readonly wireNames: readonly string[];
  /** Names in signing order, `sign` and `sign_type` left out. */
  readonly signedNames: readonly string[];
  /** Wire positions of `signedNames`. */
  readonly signedAt: readonly number[];
  /** What stands before each value in the signed text: "&name=". */
  readonly signedPrefixes: readonly string[];
  /** Wire positions, -1 where the field is missing. */
  readonly signAt: number;
  readonly signTypeAt: number;
};

// Hundreds of names are no message of Alipay.
const mostNames = 100;

function isPlainName(name: string): boolean {
  return name !== "" && name !== "__proto__" && !name.includes("%") && !name.includes("+");
}

/** The shape of names as they came; undefined where one is escaped, empty, special or there twice. */
export function shapeOf(wireNames: readonly string[]): MessageShape | undefined {
  if (wireNames.length > mostNames || !wireNames.every(isPlainName)) return undefined;
  if (new Set(wireNames).size !== wireNames.length) return undefined;
  const signedNames = wireNames.filter((name) => name !== "sign" && name !== "sign_type").sort();
  return {
    wireNames,
    signedNames,
    signedAt: signedNames.map((name) => wireNames.indexOf(name)),
    signedPrefixes: signedNames.map((name) => `&${name}=`),
    signAt: wireNames.indexOf("sign"),
    signTypeAt: wireNames.indexOf("sign_type"),
  };
}

/** Encoded values in wire order where `text` has exactly this shape, else undefined. */
export function valuesInShape(text: string, shape: MessageShape): string[] | undefined {
  const values: string[] = [];
  let start = 0;
  for (const name of shape.wireNames) {
    const middle = start + name.length;
    if (!text.startsWith(name, start) || text[middle] !== "=") return undefined;
    const found = text.indexOf("&", middle);
    const end = found === -1 ? text.length : found;
    values.push(text.slice(middle + 1, end));
    start = end + 1;
  }
  return start === text.length + 1 ? values : undefined;
}

/** Names and encoded values of any plain text; undefined where a field has no "=". */
export function splitText(text: string): { names: string[]; values: string[] } | undefined {
  const names: string[] = [];
  const values: string[] = [];
  let start = 0;
  while (start < text.length) {
    const found = text.indexOf("&", start);
    const end = found === -1 ? text.length : found;
    const middle = text.indexOf("=", start);
    if (middle === -1 || middle >= end) return undefined;
    names.push(text.slice(start, middle));
    values.push(text.slice(middle + 1, end));
    start = end + 1;
  }
  return { names, values };
}
