// Reads the signature of one message with the keys at hand: valid, explained by mistakes, or not.
import { accountOfMessage } from "../account/account-of-message.ts";
import type { DoctorContext } from "../doctor-context.ts";
import { fieldValue } from "../evidence/field.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";
import type { Setting } from "./hypothesis.ts";
import { md5Signers } from "./md5-signers.ts";
import { type RsaHash, recoveredDigests } from "./recovered-digests.ts";
import { searchMistakes } from "./search-mistakes.ts";
import { draftText, rightDrafts } from "./sign-draft.ts";
import { isCanonicalBase64, looksLikeMd5, signTexts } from "./sign-texts.ts";
import { md5Matcher, rsaMatcher, type SignatureMatcher } from "./signature-matcher.ts";
import type { SignatureReading, SignerIdentity } from "./signature-reading.ts";

const maxSignedLength = 256 * 1024;
const maxSignLength = 4096;

/** What can be known about the message's signature. */
export function readSignature(message: SignedMessage, context: DoctorContext): SignatureReading {
  const sign = fieldValue(message.fields, "sign") ?? "";
  const nothing = { message, mistakes: [] };
  if (sign.trim() === "") return { ...nothing, state: "no_sign" };
  const [right] = rightDrafts(message);
  const rightText = right === undefined ? "" : draftText(right);
  if (rightText.length > maxSignedLength || sign.length > maxSignLength)
    return { ...nothing, state: "unexplained", rightText };
  const { matcher, signer, anyKey } = matcherFor(message, context, sign);
  const accounts = accountOfMessage(message, context);
  const setting: Setting = { message, ...(accounts.own[0] === undefined ? {} : { account: accounts.own[0] }) };
  const found = searchMistakes(setting, matcher);
  if (found === undefined) {
    const state = anyKey ? "unexplained" : "no_key";
    return { ...nothing, state, rightText, ...(signer === undefined ? {} : { signer }) };
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

type Prepared = { readonly matcher: SignatureMatcher; readonly signer?: SignerIdentity; readonly anyKey: boolean };

function matcherFor(message: SignedMessage, context: DoctorContext, sign: string): Prepared {
  const accounts = accountOfMessage(message, context);
  const declared = fieldValue(message.fields, "sign_type") ?? fieldValue(message.fields, "sec_id");
  const signs = signTexts(sign);
  if (looksLikeMd5(sign)) {
    const signers = md5Signers(accounts);
    const declaredMd5 = declared === undefined || declared === "" || declared.trim().toUpperCase() === "MD5";
    return {
      matcher: md5Matcher(signers, signs, declaredMd5),
      anyKey: signers.some(({ account }) => account !== undefined),
    };
  }
  const usable = isCanonicalBase64(sign) ? signs : signs.filter(({ mistake }) => mistake !== undefined);
  const digests = recoveredDigests(message, accounts, usable);
  const [first] = digests;
  return {
    matcher: rsaMatcher(digests, declaredHash(declared)),
    anyKey: digests.length > 0,
    ...(first === undefined ? {} : { signer: identity(first) }),
  };
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
