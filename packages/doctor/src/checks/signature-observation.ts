// A mistake that reproduces the signature, as an observation: the same words for every cause of that kind.
import type { BilingualText } from "@dedepay/errors";
import type { Observation } from "../check.ts";
import type { Difference } from "../diagnosis.ts";
import type { Examination } from "../examination.ts";
import type { Mistake } from "../signature/hypothesis.ts";
import type { SignatureReading } from "../signature/signature-reading.ts";
import { textDifferences } from "../signature/text-differences.ts";
import { exactFix } from "./exact-fix.ts";

const sides = {
  request: {
    left: { zh: "按发送的内容应当签名的", en: "what should be signed of what was sent" },
    right: { zh: "程序实际签名的", en: "what the program signed" },
  },
  received: {
    left: { zh: "程序拿到的", en: "what the program has" },
    right: { zh: "支付宝签名的", en: "what Alipay signed" },
  },
};
const maxDifferences = 12;

export type ProvenMistake = {
  readonly mistake: Mistake;
  readonly reading: Pick<SignatureReading, "signer"> & { message?: SignatureReading["message"] };
};

/** Mistakes of that cause which reproduce a signature. */
export function provenMistakes(examination: Examination, cause: string): readonly ProvenMistake[] {
  const readings = [...examination.signatures, ...examination.replySignatures];
  return readings.flatMap((reading) =>
    reading.mistakes.filter((mistake) => mistake.cause === cause).map((mistake) => ({ mistake, reading })),
  );
}

/** The proof for a cause, where one of its mistakes reproduces a signature. */
export function signatureObservation(examination: Examination, cause: string): Observation | undefined {
  for (const reading of [...examination.signatures, ...examination.replySignatures]) {
    const mistake = reading.mistakes.find((one) => one.cause === cause);
    if (mistake === undefined) continue;
    const { rightText, signedText, signer } = reading;
    const message = "message" in reading ? reading.message : undefined;
    const exact = exactFix({ mistake, message, signer });
    const differences =
      rightText === undefined || signedText === undefined
        ? []
        : ofMistake(textDifferences(rightText, signedText), mistake, reading.mistakes).slice(0, maxDifferences);
    return {
      confidence: "proven",
      proof: {
        text: relationText(reading.mistakes, reading.signer?.label),
        ...(differences.length === 0
          ? {}
          : { sides: message?.role === "request" ? sides.request : sides.received, differences }),
      },
      ...(exact === undefined ? {} : { exact }),
    };
  }
  return undefined;
}

// Beside another mistake, only the differences that this one makes.
function ofMistake(
  differences: readonly Difference[],
  { fields }: Mistake,
  mistakes: readonly Mistake[],
): readonly Difference[] {
  if (mistakes.length === 1) return differences;
  if (fields !== undefined) return differences.filter(({ field }) => fields.includes(field));
  const named = new Set(mistakes.flatMap((mistake) => mistake.fields ?? []));
  return differences.filter(({ field }) => !named.has(field));
}

function relationText(mistakes: readonly Mistake[], signer: BilingualText | undefined): BilingualText {
  const zh = mistakes.map(({ relation }) => relation.zh).join("，并且");
  const en = mistakes.map(({ relation }) => relation.en).join(" and ");
  const known = signer !== undefined && !mistakes.some(({ relation }) => relation.zh.includes(signer.zh));
  return {
    zh: `收到的 sign 与这样算出的签名完全一致：${zh}${known ? `（${signer.zh}）` : ""}`,
    en: `The received sign equals the signature computed ${en}${known ? ` (${signer.en})` : ""}`,
  };
}
