// Reads the signature of one message with the keys at hand: valid, explained by mistakes, or not.
import { accountOfMessage } from "../account/account-of-message.ts";
import type { DoctorContext } from "../doctor-context.ts";
import { fieldValue } from "../evidence/field.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";
import type { Setting } from "./hypothesis.ts";
import { md5Signers } from "./md5-signers.ts";
import { openSignature, type RsaHash } from "./recovered-digests.ts";
import { searchMistakes } from "./search-mistakes.ts";
import { draftText, rightDrafts } from "./sign-draft.ts";
import { digestSign, signTexts } from "./sign-texts.ts";
import { digestMatcher, rsaMatcher, type SignatureMatcher } from "./signature-matcher.ts";
import type { SignatureReading, SignerIdentity } from "./signature-reading.ts";
import { valuesElsewhere } from "./values-elsewhere.ts";

const maxSignedLength = 256 * 1024;
const maxSignLength = 4096;

/** What can be known about the message's signature; the other messages may hold what it has lost. */
export function readSignature(
  message: SignedMessage,
  context: DoctorContext,
  others: readonly SignedMessage[] = [],
): SignatureReading {
  const sign = fieldValue(message.fields, "sign") ?? "";
  const nothing = { message, mistakes: [] };
  if (sign.trim() === "") return { ...nothing, state: "no_sign" };
  const [right] = rightDrafts(message);
  const rightText = right === undefined ? "" : draftText(right);
  if (rightText.length > maxSignedLength || sign.length > maxSignLength)
    return { ...nothing, state: "unexplained", rightText };
  const { matcher, signer, anyKey, ownKeyFits, hasMd5Key } = prepare(message, context, sign);
  const accounts = accountOfMessage(message, context);
  const setting: Omit<Setting, "asHalf"> = {
    message,
    elsewhere: valuesElsewhere(message, others, context),
    ...(accounts.own[0] === undefined ? {} : { account: accounts.own[0] }),
  };
  const found = matcher === undefined ? undefined : searchMistakes(setting, matcher);
  if (found === undefined) {
    // The keys of the account which the message names are at hand, and none of them made the signature.
    const refuted = !anyKey && ownKeyFits && accounts.named ? { ownKeyDidNotSign: true as const } : {};
    const unmade = hasMd5Key && signer === undefined ? { notReproduced: true as const } : {};
    const state = anyKey ? "unexplained" : "no_key";
    return { ...nothing, ...refuted, ...unmade, state, rightText, ...(signer === undefined ? {} : { signer }) };
  }
  const reading = {
    message,
    mistakes: found.mistakes,
    signer: identity(found.signer),
    rightText,
    signedText: found.text,
  };
  return { ...reading, state: found.mistakes.length === 0 ? "valid" : "explained" };
}

type Prepared = {
  /** Undefined where nothing can match. */
  readonly matcher: SignatureMatcher | undefined;
  readonly signer?: SignerIdentity;
  readonly anyKey: boolean;
  readonly ownKeyFits: boolean;
  /** The signature is a digest, or says that it is one, and an account's key for digests is at hand. */
  readonly hasMd5Key: boolean;
};

function prepare(message: SignedMessage, context: DoctorContext, sign: string): Prepared {
  const accounts = accountOfMessage(message, context);
  const declared = fieldValue(message.fields, "sign_type") ?? fieldValue(message.fields, "sec_id");
  const digest = digestSign(sign);
  const saysMd5 = declared?.trim().toUpperCase() === "MD5";
  const signers = digest === undefined && !saysMd5 ? [] : md5Signers(accounts);
  const hasMd5Key = signers.some(({ account }) => account !== undefined);
  if (digest !== undefined) {
    const declaredMd5 = declared === undefined || declared === "" || saysMd5;
    return { matcher: digestMatcher(signers, digest, declaredMd5), anyKey: hasMd5Key, ownKeyFits: false, hasMd5Key };
  }
  const signs = signTexts(sign);
  const { digests, ownKeyFits, signer } = openSignature(message, accounts, signs);
  if (signer === undefined) return { matcher: undefined, anyKey: false, ownKeyFits, hasMd5Key };
  const matcher = digests.length === 0 ? undefined : rsaMatcher(digests, declaredHash(declared));
  return { matcher, anyKey: true, ownKeyFits, hasMd5Key, signer: identity(signer) };
}

function declaredHash(declared: string | undefined): RsaHash | undefined {
  switch (declared?.trim().toUpperCase()) {
    case "RSA2":
      return "sha256";
    case "RSA":
    case "0001":
      return "sha1";
    case "MD5":
      return "md5";
    default:
      return undefined;
  }
}

function identity({ label, account }: SignerIdentity): SignerIdentity {
  return { label, ...(account === undefined ? {} : { account }) };
}
