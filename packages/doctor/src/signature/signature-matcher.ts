// Compares texts with a signature: MD5 under every key at hand, RSA against the digests recovered once. Answers the
// fewest mistakes. Counts the bytes it hashes, so that a search has an end which no clock decides.
import { hash } from "node:crypto";
import type { ByteText } from "../evidence/byte-text.ts";
import type { Mistake } from "./hypothesis.ts";
import type { Md5Signer } from "./md5-signers.ts";
import type { RecoveredDigest, RsaHash } from "./recovered-digests.ts";
import type { SignText } from "./sign-texts.ts";
import type { SignerIdentity } from "./signature-reading.ts";

export type Match = { readonly mistakes: readonly Mistake[]; readonly signer: SignerIdentity };

export type SignatureMatcher = {
  /** The match of the text with at most so many mistakes in key and signature; undefined where there is none. */
  match(text: ByteText, maxMistakes: number): Match | undefined;
  /** False once the budget is used up. */
  hasBudget(): boolean;
};

const byteBudget = 24 * 1024 * 1024;
// What one hash costs beside its bytes, in bytes.
const hashOverhead = 600;

/** For a 32-digit signature. */
export function md5Matcher(
  signers: readonly Md5Signer[],
  signs: readonly SignText[],
  declaredMd5: boolean,
): SignatureMatcher {
  const wanted = new Map(signs.map((sign) => [sign.text, sign]));
  const typeMistake: readonly Mistake[] = declaredMd5
    ? []
    : [
        {
          cause: "sign-type-differs-from-key",
          fields: ["sign_type"],
          relation: { zh: "按 MD5 计算", en: "with MD5" },
        },
      ];
  let left = byteBudget;
  return {
    hasBudget: () => left > 0,
    match(text, maxMistakes) {
      for (const signer of signers) {
        if (signer.cost + typeMistake.length > maxMistakes) continue;
        left -= text.length + hashOverhead;
        const input = signer.place === "behind" ? text + signer.key : signer.key + text;
        const sign = wanted.get(hash("md5", Buffer.from(input, "latin1"), "hex"));
        if (sign === undefined) continue;
        const mistakes = [
          ...typeMistake,
          ...(signer.before ? [signer.before] : []),
          ...(signer.mistake ? [signer.mistake] : []),
          ...(sign.mistake ? [sign.mistake] : []),
        ];
        if (mistakes.length <= maxMistakes) return { mistakes, signer };
      }
      return undefined;
    },
  };
}

/** For an RSA signature. `declared` is the hash which sign_type stands for. */
export function rsaMatcher(digests: readonly RecoveredDigest[], declared: RsaHash | undefined): SignatureMatcher {
  const hashes = [...new Set(digests.map((digest) => digest.hash))];
  let left = byteBudget;
  return {
    hasBudget: () => left > 0,
    match(text, maxMistakes) {
      if (hashes.length === 0) return undefined;
      const bytes = Buffer.from(text, "latin1");
      for (const name of hashes) {
        left -= bytes.length + hashOverhead;
        const digest = hash(name, bytes, "hex");
        const found = digests.find((recovered) => recovered.hash === name && recovered.digest === digest);
        if (found === undefined) continue;
        const mistakes = [...(declared === undefined || declared === name ? [] : [wrongHash(name)]), ...found.mistakes];
        if (mistakes.length <= maxMistakes) return { mistakes, signer: found };
      }
      return undefined;
    },
  };
}

const hashNames: Readonly<Record<RsaHash, string>> = {
  sha1: "SHA1withRSA (RSA)",
  sha256: "SHA256withRSA (RSA2)",
  md5: "MD5withRSA",
};

function wrongHash(name: RsaHash): Mistake {
  return {
    cause: "sign-type-differs-from-key",
    fields: ["sign_type"],
    relation: { zh: `按 ${hashNames[name]} 计算`, en: `with ${hashNames[name]}` },
  };
}
