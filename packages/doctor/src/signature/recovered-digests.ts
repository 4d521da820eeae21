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
import type { SignText } from "./sign-texts.ts";

export type RsaHash = "sha1" | "sha256" | "md5";

export type RecoveredDigest = {
  readonly hash: RsaHash;
  /** In hex. */
  readonly digest: string;
  readonly label: BilingualText;
  readonly account: DoctorAccount;
  readonly mistakes: readonly Mistake[];
};

export type OpenedSignature = {
  /** One of each reading of the signature that opens; all of one key. Empty where no key at hand made it. */
  readonly digests: readonly RecoveredDigest[];
  /** How many keys were tried. */
  readonly keys: number;
  /** A key of the account which the message names was among them, and its modulus is as long as the signature. */
  readonly ownKeyFits: boolean;
};

// DER of DigestInfo in front of the digest itself (RFC 8017, 9.2).
const digestPrefixes: ReadonlyArray<readonly [hash: RsaHash, prefix: string, bytes: number]> = [
  ["sha1", "3021300906052b0e03021a05000414", 20],
  ["sha256", "3031300d060960864801650304020105000420", 32],
  ["md5", "3020300c06082a864886f70d020505000410", 16],
];

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
  let keys = 0;
  let ownKeyFits = false;
  for (const candidate of candidates(message, accounts)) {
    keys += 1;
    const { key, mistake, account, label } = candidate;
    const size = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
    const fitting = signs.filter(({ bytes }) => bytes.length === size);
    if (mistake === undefined && fitting.length > 0) ownKeyFits = true;
    const digests = fitting.flatMap((sign): RecoveredDigest[] => {
      const opened = open(key, sign.bytes);
      if (opened === undefined) return [];
      return [{ ...opened, label, account, mistakes: [...(mistake ? [mistake] : []), ...sign.mistakes] }];
    });
    // A signature is of one key only.
    if (digests.length > 0) return { digests, keys, ownKeyFits };
  }
  return { digests: [], keys, ownKeyFits };
}

function open(key: KeyObject, signature: Buffer): { hash: RsaHash; digest: string } | undefined {
  let plain: string;
  try {
    plain = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature).toString("hex");
  } catch {
    // OpenSSL refuses the padding: this key did not make the signature.
    return undefined;
  }
  for (const [hash, prefix, bytes] of digestPrefixes) {
    if (plain.startsWith(prefix) && plain.length === prefix.length + bytes * 2) {
      return { hash, digest: plain.slice(prefix.length) };
    }
  }
  return undefined;
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
