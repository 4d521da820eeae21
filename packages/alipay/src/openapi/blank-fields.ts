// Objects to copy for the fields of a message. A copy has all names from the start, as own properties whatever they are; an
// object which grows by a name at a time takes several times as long.

/** An empty text under each name; never written to. */
export type BlankFields = {
  readonly signed: Readonly<Record<string, string>>;
  /** The same with `sign` and `sign_type` behind. */
  readonly all: Readonly<Record<string, string>>;
};

/** The blank fields for the signed names of a message. */
export function blankFieldsOf(signedNames: readonly string[]): BlankFields {
  const blank = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, ""]));
  return { signed: blank(signedNames), all: blank([...signedNames, "sign", "sign_type"]) };
}
