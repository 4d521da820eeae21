// The names of a message and their order for signing. Alipay's messages of one kind repeat them exactly, so the last shape is
// worth keeping: a message of the same shape needs no sorting and no check of its names.

/** Names in wire order, and what follows from them. Positions are -1 where the field is missing. */
export type MessageShape = {
  readonly wireNames: readonly string[];
  /** "name=" for each. */
  readonly wirePrefixes: readonly string[];
  /** Names in signing order, `sign` and `sign_type` left out. */
  readonly signedNames: readonly string[];
  /** Wire positions of `signedNames`. */
  readonly signedAt: readonly number[];
  readonly signAt: number;
  readonly signTypeAt: number;
  readonly charsetAt: number;
};

// Hundreds of names are no message of Alipay.
const mostNames = 100;

function isPlainName(name: string): boolean {
  return name !== "" && name !== "__proto__" && !name.includes("%") && !name.includes(" ");
}

/** The shape of encoded fields "name=value"; undefined where a name is missing, escaped, special or there twice. */
export function shapeOf(fields: readonly string[]): MessageShape | undefined {
  const wireNames = fields.map((field) => field.slice(0, Math.max(0, field.indexOf("="))));
  if (wireNames.length > mostNames || !wireNames.every(isPlainName)) return undefined;
  if (new Set(wireNames).size !== wireNames.length) return undefined;
  const signedNames = wireNames.filter((name) => name !== "sign" && name !== "sign_type").sort();
  return {
    wireNames,
    wirePrefixes: wireNames.map((name) => `${name}=`),
    signedNames,
    signedAt: signedNames.map((name) => wireNames.indexOf(name)),
    signAt: wireNames.indexOf("sign"),
    signTypeAt: wireNames.indexOf("sign_type"),
    charsetAt: wireNames.indexOf("charset"),
  };
}

/** Whether encoded fields have exactly these names in exactly this order. */
export function haveShape(fields: readonly string[], { wirePrefixes }: MessageShape): boolean {
  if (fields.length !== wirePrefixes.length) return false;
  for (let index = 0; index < fields.length; index++) {
    const prefix = wirePrefixes[index] ?? "";
    const field = fields[index] ?? "";
    if (!field.startsWith(prefix)) return false;
  }
  return true;
}
