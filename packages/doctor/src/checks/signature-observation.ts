// A mistake that reproduces the signature, as an observation: the same words for every cause of that kind.
import type { BilingualText } from "@dedepay/errors";
import type { Observation } from "../check.ts";
import type { Examination } from "../examination.ts";
import type { Mistake } from "../signature/hypothesis.ts";
import type { SignatureReading } from "../signature/signature-reading.ts";
import { textDifferences } from "../signature/text-differences.ts";

const sides = {
  left: { zh: "应当签名的", en: "what should be signed" },
  right: { zh: "实际签名的", en: "what was signed" },
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
    if (!reading.mistakes.some((mistake) => mistake.cause === cause)) continue;
    const { rightText, signedText } = reading;
    const differences =
      rightText === undefined || signedText === undefined
        ? []
        : textDifferences(rightText, signedText).slice(0, maxDifferences);
    return {
      confidence: "proven",
      proof: {
        text: relationText(reading.mistakes, reading.signer?.label),
        ...(differences.length === 0 ? {} : { sides, differences }),
      },
    };
  }
  return undefined;
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
