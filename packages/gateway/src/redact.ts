// The last look at a log line before it is written: whatever reads like a secret is not. Callers don't log secrets in the first
// place; this is for the message of a driver or a library that quotes what it was given.

/** Of a field; `keyId` and the like name a key and are none. */
const secretName =
  /(?:secret|password|passwd|token|authorization|cookie|md5key|privatekey|masterkey|signature|signedtext)$/i;

const secretShapes: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*KEY-----[\s\S]*?(?:-----END [A-Z ]*KEY-----|$)/g, "***"],
  // What we make ourselves: secrets of sites and webhooks, the admin token, the old keys of the look-alike.
  [/\b(sec|whk|adm)_[\w-]{20,}/g, "$1_***"],
  [/\b(Bearer|Basic)\s+[\w+/=.~-]{8,}/gi, "$1 ***"],
  [/:\/\/([^\s:/@]*):[^\s/@]+@/g, "://$1:***@"],
  [/\b(sign|key|password|passwd|secret|md5key|private_key)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]{6,}/gi, "$1$2***"],
  // A private key without its armour: base64 of a PKCS#8 or PKCS#1 key begins with this.
  [/\bMII[A-Za-z0-9+/=]{80,}/g, "***"],
];

/** Whatever stands in a field of this name is not written. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.replaceAll("_", ""));
}

/** Every shape holds one of these; most texts hold none, and one look is cheaper than six. */
const firstLook = /-----BEGIN|(?:sec|whk|adm)_|Bearer|Basic|:\/\/|sign|key|passw|secret|MII/i;

export function redactText(text: string): string {
  if (!firstLook.test(text)) return text;
  let clean = text;
  for (const [shape, instead] of secretShapes) clean = clean.replace(shape, instead);
  return clean;
}
