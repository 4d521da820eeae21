// What libraries say about a private key in the wrong wrapping, and which wrapping they want instead.
import type { Examination } from "../examination.ts";
import { cut } from "../mask-value.ts";

type KeyForm = "PKCS#1" | "PKCS#8";
export type KeyFormComplaint = {
  readonly words: string;
  readonly wanted: KeyForm;
  /** The form of the key at hand, where there is one. */
  readonly seen?: KeyForm;
};

const complaints: ReadonlyArray<readonly [words: RegExp, wanted: KeyForm]> = [
  // Java reads PKCS#8 only.
  [/algid parse error, not a sequence|PKCS8EncodedKeySpec[^\n]{0,80}(?:invalid|error)/iu, "PKCS#8"],
  // Go names the function which would read the key: its name is the form of the key, the other one is wanted.
  [/use ParsePKCS1PrivateKey instead for this key format/iu, "PKCS#8"],
  [/use ParsePKCS8PrivateKey instead for this key format/iu, "PKCS#1"],
  // Python's rsa.
  [/No PEM start marker[^\n]{0,20}BEGIN RSA PRIVATE KEY/iu, "PKCS#1"],
  [/(?:需要|请使用|必须是|要求) ?PKCS ?#?8|(?:must|should) be (?:in )?PKCS ?#?8/iu, "PKCS#8"],
  [/(?:需要|请使用|必须是|要求) ?PKCS ?#?1\b|(?:must|should) be (?:in )?PKCS ?#?1\b/iu, "PKCS#1"],
];

/** The complaint in the evidence; none where the key at hand has the wanted form already. */
export function keyFormComplaint(examination: Examination): KeyFormComplaint | undefined {
  for (const [pattern, wanted] of complaints) {
    const words = examination.says(pattern);
    if (words === undefined) continue;
    const [seen] = examination.concernedAccounts.flatMap(({ privateKey }) => formOf(privateKey) ?? []);
    if (seen === wanted) continue;
    return { words: cut(words), wanted, ...(seen === undefined ? {} : { seen }) };
  }
  return undefined;
}

function formOf(privateKey: string | undefined): KeyForm | undefined {
  if (privateKey === undefined) return undefined;
  if (privateKey.includes("BEGIN RSA PRIVATE KEY")) return "PKCS#1";
  if (privateKey.includes("BEGIN PRIVATE KEY")) return "PKCS#8";
  const der = Buffer.from(privateKey.replace(/\s+/gu, ""), "base64");
  // rsaEncryption, the algorithm that only PKCS#8 names.
  const oid = Buffer.from("2a864886f70d010101", "hex");
  return der.length < 300 ? undefined : der.subarray(0, 40).includes(oid) ? "PKCS#8" : "PKCS#1";
}
