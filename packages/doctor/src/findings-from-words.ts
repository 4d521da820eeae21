// Words as evidence: the doctor's weakest, used after everything else.

import type { Finding } from "./diagnosis.ts";
import type { Examination } from "./examination.ts";
import { cut } from "./mask-value.ts";
import { precedence } from "./precedence.ts";
import { uncheckedCauses } from "./unchecked-causes.ts";
import { wordClues } from "./word-clues.ts";

/** Causes that the words make possible and that nothing else has named. */
export function findingsFromWords(examination: Examination, known: readonly Finding[]): readonly Finding[] {
  // With a signed message or settings at hand, words add nothing but noise; unless the message is right and the program
  // does not think so.
  const { evidence, signatures, messages } = examination;
  if (evidence.pieces.some(({ kind }) => kind === "settings" || kind === "access_log")) return [];
  if (messages.length > 0 && !signatures.every(({ state }) => state === "valid")) return [];
  const causes = new Set(known.map(({ cause }) => cause));
  const findings: Finding[] = [];
  for (const { words, causes: suggested, ofVerifier } of wordClues) {
    if (messages.length > 0 && ofVerifier === undefined) continue;
    const said = examination.says(words);
    if (said === undefined) continue;
    for (const cause of suggested) {
      if (causes.has(cause)) continue;
      causes.add(cause);
      findings.push(possible(cause, said));
    }
  }
  return findings;
}

function possible(cause: string, said: string): Finding {
  const check = precedence.find((candidate) => candidate.cause === cause);
  const shown = cut(said);
  return {
    cause,
    confidence: "possible",
    proof: { text: { zh: `内容里有：${shown}`, en: `The evidence says: ${shown}` } },
    fix: check?.advice ?? uncheckedCauses[cause]?.advice ?? [],
    ...(check?.needs === undefined ? {} : { needs: check.needs }),
  };
}
