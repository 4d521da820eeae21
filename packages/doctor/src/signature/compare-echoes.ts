// What the program signed against what the gateway checked: the same search as for a signature, with equality of texts in
// the place of the signature. No key is needed.
import type { Difference } from "../diagnosis.ts";
import { toByteText } from "../evidence/byte-text.ts";
import { createSignedMessage } from "../evidence/signed-message.ts";
import type { Mistake } from "./hypothesis.ts";
import { searchMistakes } from "./search-mistakes.ts";
import type { SignatureMatcher } from "./signature-matcher.ts";
import type { SignatureReading, SignerIdentity } from "./signature-reading.ts";
import { parametersOf, textDifferences } from "./text-differences.ts";

const byteByByte = { label: { zh: "两个字符串逐字节比较", en: "both strings compared byte by byte" } };
const againstRequest = {
  label: { zh: "网关的字符串与手头的请求逐字节比较", en: "the gateway's string compared with the request at hand" },
};
const maxTexts = 20_000;
// With more values that differ these are two requests.
const maxChanged = 2;
const ofOneRequest = new Set(["timestamp", "out_trade_no"]);
// Masked by who pasted it, or read in another charset: nobody knows what the bytes were.
const unsure = /\*{2}|x{3}|\.{3}|[^\0-\x7f]/iu;

/**
 * The mistakes that lead from the gateway's text to the program's; undefined where they are equal or not comparable.
 * `isRequest`: the second text is what the request at hand makes by the rules, not what the program says it signed.
 */
export function compareEchoes(ofGateway: string, ofProgram: string, isRequest = false): SignatureReading | undefined {
  const signer = isRequest ? againstRequest : byteByByte;
  const right = toByteText(ofGateway, "utf-8");
  const signed = toByteText(ofProgram, "utf-8");
  if (right === undefined || signed === undefined || right === signed) return undefined;
  const fields = [...parametersOf(right)].map(([name, value]) => ({ name, value }));
  const message = createSignedMessage({ fields, form: "dump" });
  if (message === undefined) return undefined;
  const request = { ...message, role: "request" as const };
  const found = searchMistakes({ message: request }, equalityMatcher(signed, signer));
  if (found === undefined || found.mistakes.length === 0) return simplestStory({ request, right, signed, signer });
  return {
    message: request,
    state: "explained",
    mistakes: found.mistakes,
    signer,
    rightText: right,
    signedText: signed,
  };
}

function equalityMatcher(wanted: string, signer: SignerIdentity): SignatureMatcher {
  let left = maxTexts;
  return {
    seesAll: true,
    worthPairs: true,
    hasBudget: () => left > 0,
    match(text) {
      left -= 1;
      return text === wanted ? { mistakes: [], signer } : undefined;
    },
  };
}

// No hypothesis leads there, but fields that only one side has are plain to see.
function simplestStory(texts: {
  request: SignatureReading["message"];
  right: string;
  signed: string;
  signer: SignerIdentity;
}): SignatureReading {
  const { request, right, signed, signer } = texts;
  const differences = textDifferences(right, signed);
  const extra = differences.filter((difference) => difference.right === undefined).map(({ field }) => field);
  const lost = differences.filter((difference) => difference.left === undefined).map(({ field }) => field);
  const changed = differences.filter((difference) => difference.left !== undefined && difference.right !== undefined);
  const reading = { message: request, signer, rightText: right, signedText: signed };
  const [ofGateway, ofProgram] = [parametersOf(right), parametersOf(signed)];
  const isOther = ({ field }: Difference): boolean =>
    ofOneRequest.has(field) || unsure.test(`${ofGateway.get(field)} ${ofProgram.get(field)}`);
  const isComparable = changed.length <= maxChanged && !changed.some(isOther);
  if (differences.length === 0 || !isComparable) return { ...reading, state: "unexplained", mistakes: [] };
  return {
    ...reading,
    state: "explained",
    mistakes: [
      ...mistake("unsigned-field-sent", extra),
      ...mistake("signed-field-not-sent", lost),
      ...changed.map(changedValue),
    ],
  };
}

function changedValue({ field, left, right }: Difference): Mistake {
  return {
    cause: "value-changed-after-signing",
    fields: [field],
    relation: {
      zh: `程序签名时 ${field}=${right}，网关收到的是 ${left}`,
      en: `with ${field}=${right}, where the gateway received ${left}`,
    },
  };
}

function mistake(cause: string, fields: readonly string[]): Mistake[] {
  if (fields.length === 0) return [];
  const list = fields.join(", ");
  const relation =
    cause === "unsigned-field-sent"
      ? { zh: `网关多收到 ${list}`, en: `without ${list}, which the gateway received` }
      : { zh: `程序多签了 ${list}`, en: `with ${list}, which the gateway did not receive` };
  return [{ cause, fields, relation }];
}
