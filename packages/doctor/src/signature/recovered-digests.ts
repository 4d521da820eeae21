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
  readonly digest: string;
  readonly label: BilingualText;
  readonly account: DoctorAccount;
  readonly mistakes: readonly Mistake[];
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

/** Digests of the signature under every public key at hand; empty where none of them made it. */
export function recoveredDigests(
  message: Pick<SignedMessage, "role">,
  accounts: AccountMatch,
  signs: readonly SignText[],
): readonly RecoveredDigest[] {
  const found: RecoveredDigest[] = [];
  for (const candidate of candidates(message, accounts)) {
    for (const sign of signs) {
      const opened = open(candidate.key, sign.bytes);
      if (opened === undefined) continue;
      const mistakes = [...(candidate.mistake ? [candidate.mistake] : []), ...(sign.mistake ? [sign.mistake] : [])];
      found.push({ ...opened, label: candidate.label, account: candidate.account, mistakes });
      break;
    }
  }
  return found.toSorted((left, right) => left.mistakes.length - right.mistakes.length);
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

function candidates(message: Pick<SignedMessage, "role">, { own, others }: AccountMatch): readonly Candidate[] {
  const ours = message.role === "request";
  const list: Candidate[] = [];
  for (const account of own) {
    list.push(...keyOf(account, ours ? "app" : "alipay"));
    list.push(...keyOf(account, ours ? "alipay" : "app", "key-of-another-account"));
  }
  for (const account of others) {
    const cause = foreignKeyCause(account, own[0]);
    list.push(...keyOf(account, ours ? "app" : "alipay", cause), ...keyOf(account, ours ? "alipay" : "app", cause));
  }
  return list;
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
