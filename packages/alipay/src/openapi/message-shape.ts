// The names of a message and their order for signing. Alipay's messages of one kind repeat them exactly, so the last shape is
// worth keeping: a message of the same shape needs no sorting and no check of its names.

import { type BlankFields, blankFieldsOf } from "./blank-fields.ts";

/** Names in wire order, and what follows from them. Positions are -1 where the field is missing. */
export type MessageShape = {
  /** The bytes of "name=" for each name. */
  readonly wirePrefixes: readonly Uint8Array[];
  /** Names in signing order, `sign` and `sign_type` left out. */
  readonly signedNames: readonly string[];
  /** The bytes which stand before the value of each of `signedNames` when signed: "first=", then "&second=". */
  readonly signedPrefixes: readonly Uint8Array[];
  readonly blankFields: BlankFields;
  /** Wire positions of `signedNames`. */
  readonly signedAt: readonly number[];
  readonly signAt: number;
  readonly signTypeAt: number;
  /** Position in `signedNames`. */
  readonly charsetAt: number;
};

/** Where the still encoded values of a message start and end, in wire order. */
export type ValueRanges = { readonly starts: Uint32Array; readonly ends: Uint32Array };

/** Hundreds of names are no message of Alipay. */
export const mostNames = 100;

const ampersand = 0x26;

function isPlainName(name: string): boolean {
  return name !== "" && name !== "__proto__" && !/[%+ ]/u.test(name);
}

/** The shape of an encoded ASCII body; undefined where a name is missing, escaped, special or there twice. */
export function shapeOf(body: string): MessageShape | undefined {
  const wireNames = body.split("&").map((field) => field.slice(0, Math.max(0, field.indexOf("="))));
  if (wireNames.length > mostNames || !wireNames.every(isPlainName)) return undefined;
  if (new Set(wireNames).size !== wireNames.length) return undefined;
  const signedNames = wireNames.filter((name) => name !== "sign" && name !== "sign_type").sort();
  return {
    wirePrefixes: wireNames.map((name) => Buffer.from(`${name}=`, "latin1")),
    signedNames,
    signedPrefixes: signedNames.map((name, index) => Buffer.from(`${index === 0 ? "" : "&"}${name}=`, "latin1")),
    blankFields: blankFieldsOf(signedNames),
    signedAt: signedNames.map((name) => wireNames.indexOf(name)),
    signAt: wireNames.indexOf("sign"),
    signTypeAt: wireNames.indexOf("sign_type"),
    charsetAt: signedNames.indexOf("charset"),
  };
}

/** Whether an encoded body has exactly these names in exactly this order; if so, `ranges` tells where their values are. */
export function findValues(body: Uint8Array, { wirePrefixes }: MessageShape, { starts, ends }: ValueRanges): boolean {
  const { length } = body;
  let at = 0;
  for (let index = 0; index < wirePrefixes.length; index++) {
    const prefix = wirePrefixes[index];
    // At the body's end there was no "&" before, so another name is missing.
    if (prefix === undefined || at + prefix.length > length) return false;
    for (let offset = 0; offset < prefix.length; offset++) {
      if (body[at + offset] !== prefix[offset]) return false;
    }
    at += prefix.length;
    starts[index] = at;
    const found = body.indexOf(ampersand, at);
    at = found === -1 ? length : found;
    ends[index] = at;
    at++;
  }
  return at === length + 1;
}
