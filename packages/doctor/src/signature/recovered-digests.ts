// RSA: opens the signature once per public key at hand. What comes out is the digest of the text which was really signed,
// and the knowledge that this key pair signed it.
import { constants, type KeyObject, publicDecrypt } from "node:crypto";
import type { BilingualText } from "@dedepay/errors";
import { type AccountMatch, accountLabel } from "../account/account-of-message.ts";
import { parsedKeys } from "../account/parsed-keys.ts";
import type { DoctorAccount } from "../doctor-context.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";
import type { Mistake } from "./hypothesis.ts";
import { foreignKeyCause } from "./md5-signers.ts";
import { pssContent } from "./pss-padding.ts";
import type { SignText } from "./sign-texts.ts";

export type RsaHash = "sha1" | "sha256" | "md5" | "sha224" | "sha384" | "sha512";

export type RecoveredDigest = {
  readonly hash: RsaHash;
  /** In hex. */
  readonly digest: string;
  /** Of RSA-PSS, whose digest is not of the text alone. */
  readonly salt?: Buffer;
  readonly label: BilingualText;
  readonly account: DoctorAccount;
  readonly mistakes: readonly Mistake[];
};

export type OpenedSignature = {
  /** One of each reading of the signature that opens; all of one key. Empty where no key at hand made it. */
  readonly digests: readonly RecoveredDigest[];
  /** The key that made it; what was signed may still be nothing known. */
  readonly signer?: Pick<RecoveredDigest, "label" | "account">;
  /** A key of the account which the message names was among them, and its modulus is as long as the signature. */
  readonly ownKeyFits: boolean;
};

// DER of DigestInfo in front of the digest itself (RFC 8017, 9.2).
const digestPrefixes: ReadonlyArray<readonly [hash: RsaHash, prefix: string, bytes: number]> = [
  ["sha1", "3021300906052b0e03021a05000414", 20],
  ["sha256", "3031300d060960864801650304020105000420", 32],
  ["md5", "3020300c06082a864886f70d020505000410", 16],
  ["sha512", "3051300d060960864801650304020305000440", 64],
  ["sha384", "3041300d060960864801650304020205000430", 48],
  ["sha224", "302d300d06096086480165030402040500041c", 28],
];
const bareHashes: Readonly<Record<number, RsaHash>> = { 16: "md5", 20: "sha1", 32: "sha256", 64: "sha512" };
// PHP's openssl_private_encrypt, and what Java calls "RSA/ECB/PKCS1Padding" with a private key.
const encrypted: Mistake = {
  cause: "signature-recipe-differs",
  fields: ["sign"],
  relation: {
    zh: "用私钥直接加密摘要（而不是签名）",
    en: "by encrypting the bare digest with the private key in the place of signing",
  },
};

const pss: Mistake = {
  cause: "signature-recipe-differs",
  fields: ["sign"],
  relation: { zh: "用的是 RSA-PSS 填充", en: "with the padding of RSA-PSS" },
};

type Candidate = {
  readonly key: KeyObject;
  readonly label: BilingualText;
  readonly account: DoctorAccount;
  readonly mistake?: Mistake;
};

/** Opens the signature under the public keys at hand, the right ones first, up to the first that made it. */
export function openSignature(
  message: Pick<SignedMessage, "role">,
  accounts: AccountMatch,
  signs: readonly SignText[],
): OpenedSignature {
  let ownKeyFits = false;
  for (const { key, mistake, account, label } of candidates(message, accounts)) {
    const size = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
    const fitting = signs.filter(({ bytes }) => bytes.length === size);
    if (mistake === undefined && fitting.length > 0) ownKeyFits = true;
    const opened = fitting.flatMap((sign) => {
      const contents = open(key, sign.bytes);
      return contents === undefined ? [] : [{ contents, sign }];
    });
    // A signature is of one key only.
    if (opened.length === 0) continue;
    const ofKey = mistake === undefined ? [] : [mistake];
    const digests = opened.flatMap(({ contents, sign }): RecoveredDigest[] =>
      contents.map((one) => ({
        ...one,
        label,
        account,
        mistakes: [...ofKey, ...sign.mistakes, ...one.mistakes],
      })),
    );
    return { digests, signer: { label, account }, ownKeyFits };
  }
  return { digests: [], ownKeyFits };
}

type Content = Pick<RecoveredDigest, "hash" | "digest" | "salt" | "mistakes">;

/** What the key makes of the signature: nothing where it is not its key, no digest where the content is unknown. */
function open(key: KeyObject, signature: Buffer): Content[] | undefined {
  try {
    return digestOf(publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature));
  } catch {
    // OpenSSL refuses the padding.
    return openPss(key, signature);
  }
}

function openPss(key: KeyObject, signature: Buffer): Content[] | undefined {
  try {
    const content = pssContent(publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature));
    return content === undefined ? undefined : [{ ...content, mistakes: [pss] }];
  } catch {
    // The number is larger than the modulus.
    return undefined;
  }
}

function digestOf(plain: Buffer): Content[] {
  const hex = plain.toString("hex");
  for (const [hash, prefix, bytes] of digestPrefixes) {
    if (hex.startsWith(prefix) && hex.length === prefix.length + bytes * 2) {
      return [{ hash, digest: hex.slice(prefix.length), mistakes: [] }];
    }
  }
  const written = plain.toString("latin1");
  const digest = /^(?:[0-9a-f]{2})+$/iu.test(written) ? written.toLowerCase() : hex;
  const hash = bareHashes[digest.length / 2];
  return hash === undefined ? [] : [{ hash, digest, mistakes: [encrypted] }];
}

// One after the other, so that keys which nobody needs are not even read.
function* candidates(message: Pick<SignedMessage, "role">, { own, others }: AccountMatch): Iterable<Candidate> {
  const [right, wrong] = message.role === "request" ? (["app", "alipay"] as const) : (["alipay", "app"] as const);
  for (const account of own) yield* keyOf(account, right);
  for (const account of own) yield* keyOf(account, wrong, "key-of-another-account");
  for (const account of others) {
    const cause = foreignKeyCause(account, own[0]);
    yield* keyOf(account, right, cause);
    yield* keyOf(account, wrong, cause);
  }
}

function keyOf(account: DoctorAccount, which: "app" | "alipay", cause?: string): Candidate[] {
  const keys = parsedKeys(account);
  const key = which === "app" ? keys.appPublic : keys.alipayPublic;
  if (key === undefined) return [];
  const name = accountLabel(account);
  const label =
    which === "app"
      ? { zh: `账户 ${name} 的应用密钥`, en: `the application key of ${name}` }
      : { zh: `账户 ${name} 的支付宝公钥`, en: `Alipay's public key of ${name}` };
  if (cause === undefined) return [{ key, label, account }];
  return [{ key, label, account, mistake: { cause, relation: { zh: `用的是${label.zh}`, en: `with ${label.en}` } } }];
}
