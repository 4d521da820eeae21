// Compares texts with a signature: MD5 under the keys at hand, RSA against the digests recovered once. Counts the bytes it
// hashes, so that a search has an end which no clock decides.
import { createHmac, hash } from "node:crypto";
import type { ByteText } from "../evidence/byte-text.ts";
import type { Mistake } from "./hypothesis.ts";
import type { Md5Signer } from "./md5-signers.ts";
import { pssDigest } from "./pss-padding.ts";
import type { RecoveredDigest, RsaHash } from "./recovered-digests.ts";
import type { DigestName, DigestSign } from "./sign-texts.ts";
import type { SignerIdentity } from "./signature-reading.ts";

export type Match = { readonly mistakes: readonly Mistake[]; readonly signer: SignerIdentity };

export type SignatureMatcher = {
  /**
   * The match of the text with just so many mistakes in the use of the key; undefined where there is none. Beside another
   * mistake (`asHalf`) only the common ones are tried.
   */
  match(text: ByteText, keyMistakes: number, asHalf?: boolean): Match | undefined;
  /** The first look at a text finds whatever there is: keys and signature were opened beforehand. */
  readonly seesAll: boolean;
  /** A key of an account is at hand: a search for two mistakes has a chance. */
  readonly worthPairs: boolean;
  /** False once the budget is used up. */
  hasBudget(): boolean;
};

// About a hundredth of a second of hashing.
const byteBudget = 16 * 1024 * 1024;
// What one hash costs beside its bytes, in bytes.
const hashOverhead = 600;

/** Bytes of a byte text, in memory and in views that are used again. */
class Scratch {
  #buffer = Buffer.alloc(8192);
  #views: Buffer[] = [];

  bytes(text: ByteText): Buffer {
    if (text.length > this.#buffer.length) {
      this.#buffer = Buffer.alloc(text.length * 2);
      this.#views = [];
    }
    const length = this.#buffer.write(text, 0, "latin1");
    const view = this.#views[length] ?? this.#buffer.subarray(0, length);
    this.#views[length] = view;
    return view;
  }
}

function hmac(name: DigestName, bytes: Uint8Array, key: ByteText): string {
  return createHmac(name, Buffer.from(key, "latin1")).update(bytes).digest("hex");
}

/** For a signature that is a digest. */
export function digestMatcher(signers: readonly Md5Signer[], sign: DigestSign, declaredMd5: boolean): SignatureMatcher {
  const { hash: name, digest: wanted, isShort = false } = sign;
  // A wrong sign_type stands beside whatever else is wrong: it is seen without a search.
  const typeMistake: readonly Mistake[] =
    declaredMd5 || name !== "md5"
      ? []
      : [
          {
            cause: "sign-type-differs-from-key",
            fields: ["sign_type"],
            relation: { zh: "按 MD5 计算", en: "with MD5" },
          },
        ];
  const byCost = [0, 1, 2].map((cost) => signers.filter((signer) => signer.mistakes.length === cost));
  const commonByCost = byCost.map((ofCost) => ofCost.filter(({ rare }) => rare !== true));
  const scratch = new Scratch();
  let left = byteBudget;
  return {
    seesAll: false,
    worthPairs: signers.some(({ account }) => account !== undefined),
    hasBudget: () => left > 0,
    match(text, keyMistakes, asHalf) {
      for (const signer of (asHalf === true ? commonByCost : byCost)[keyMistakes] ?? []) {
        left -= text.length + hashOverhead;
        const bytes = scratch.bytes(signer.input(text));
        const { hmacKey } = signer;
        const digest = hmacKey === undefined ? hash(name, bytes, "hex") : hmac(name, bytes, hmacKey);
        if (wanted !== (isShort ? digest.slice(8, 24) : digest)) continue;
        return { mistakes: [...typeMistake, ...signer.mistakes, ...sign.mistakes], signer };
      }
      return undefined;
    },
  };
}

/** For an RSA signature. `declared` is the hash which sign_type stands for. */
export function rsaMatcher(digests: readonly RecoveredDigest[], declared: RsaHash | undefined): SignatureMatcher {
  const scratch = new Scratch();
  let left = byteBudget;
  return {
    seesAll: true,
    worthPairs: true,
    hasBudget: () => left > 0 && digests.length > 0,
    match(text) {
      const bytes = scratch.bytes(text);
      for (const found of digests) {
        left -= text.length + hashOverhead;
        if (rsaDigest(found, bytes) !== found.digest) continue;
        const wrong = declared === undefined || declared === found.hash ? [] : [wrongHash(found.hash)];
        return { mistakes: [...wrong, ...found.mistakes], signer: found };
      }
      return undefined;
    },
  };
}

function rsaDigest({ hash: name, salt }: RecoveredDigest, bytes: Uint8Array): string {
  return salt === undefined ? hash(name, bytes, "hex") : pssDigest({ hash: name, salt }, bytes);
}

const hashNames: Readonly<Record<RsaHash, string>> = {
  sha1: "SHA1withRSA (RSA)",
  sha256: "SHA256withRSA (RSA2)",
  md5: "MD5withRSA",
  sha224: "SHA224withRSA",
  sha384: "SHA384withRSA",
  sha512: "SHA512withRSA",
};

function wrongHash(name: RsaHash): Mistake {
  return {
    cause: "sign-type-differs-from-key",
    fields: ["sign_type"],
    relation: { zh: `按 ${hashNames[name]} 计算`, en: `with ${hashNames[name]}` },
  };
}
