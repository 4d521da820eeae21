// Masks, in every text of a document, what may tell of a person or open a door: telephone numbers, mailboxes, identities of
// Alipay, values in addresses, and whatever is as long and random as a key or a signature.

const shapes: readonly (readonly [RegExp, string])[] = [
  // Values in the query of an address may be tokens.
  [/([?&][\w.[\]-]{1,60}=)[^&\s"'<>]+/g, "$1***"],
  // Also without armour; base64 of 40 characters and more is a key, a signature or a certificate.
  [/(?<![\w+/=-])[A-Za-z0-9+/]{40,}={0,2}(?![\w+/=-])/g, "***"],
  [/(?:[A-Za-z0-9+/]|%2B|%2F){38,}(?:=|%3D){1,2}/gi, "***"],
  // An MD5 key or signature.
  [/(?<![\w-])[0-9A-Za-z]{32}(?![\w-])/g, "***"],
  // PIDs and buyers alike: the last four digits tell which.
  [/(?<!\d)2088\d{8}(\d{4})(?!\d)/g, "2088********$1"],
  [/(?<!\d)1[3-9]\d\d{4}(\d{4})(?!\d)/g, "1**-****-$1"],
  // A citizen's number.
  [/(?<!\d)\d{6}(?:19|20)\d{9}[\dXx](?!\d)/g, "***"],
  [/([\w+])[\w.+-]{0,63}@((?:[\w-]{1,63}\.){1,4}[a-z]{2,24})\b/gi, "$1***@$2"],
];

export function maskText(text: string): string {
  return shapes.reduce((rest, [shape, instead]) => rest.replace(shape, instead), text);
}

/** The same document with every text masked; names of members stay. */
export function maskTexts(value: unknown): unknown {
  if (typeof value === "string") return maskText(value);
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(maskTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, maskTexts(one)]));
}
