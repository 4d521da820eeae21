// Evidence in, findings out. Pure: no I/O, no clock, nothing kept. Runs every check in one order and adds what the code
// alone suggests.
import type { BilingualText } from "@dedepay/errors";
import type { Confidence, Diagnosis, Finding } from "./diagnosis.ts";
import type { DoctorContext } from "./doctor-context.ts";
import type { EvidenceInput } from "./evidence/evidence.ts";
import { readEvidence } from "./evidence/read-evidence.ts";
import { Examination } from "./examination.ts";
import { findingsFromCodes } from "./findings-from-codes.ts";
import { findingsFromOwnLog } from "./findings-from-own-log.ts";
import { findingsFromWords } from "./findings-from-words.ts";
import { generalNeeds } from "./general-needs.ts";
import { inOrder } from "./in-order.ts";
import { precedence } from "./precedence.ts";
import { recognisedPieces } from "./recognised-pieces.ts";

const ranks: Readonly<Record<Confidence, number>> = { proven: 0, likely: 1, possible: 2 };
const maxFindings = 10;

/** Findings, best first. Never throws on evidence, however hostile; takes at most about a megabyte of it. */
export function diagnose(evidence: EvidenceInput, context: DoctorContext = {}): Diagnosis {
  const examination = new Examination(readEvidence(evidence), context);
  const observed = precedence.flatMap((check): Finding[] => {
    const seen = check.examine(examination);
    return seen === undefined ? [] : [{ cause: check.cause, fix: check.advice, ...seen }];
  });
  const logged = findingsFromOwnLog(examination, observed);
  const suggested = findingsFromWords(examination, [...observed, ...logged]);
  const ofCodes = findingsFromCodes(examination, [...observed, ...logged, ...suggested]);
  const findings = withoutDoubt([...observed, ...logged, ...suggested, ...ofCodes]);
  const needs: readonly BilingualText[] = generalNeeds(examination, findings);
  return { recognised: recognisedPieces(examination), findings, inOrder: inOrder(examination), needs };
}

// What is proven makes guesses superfluous; a stable sort keeps the precedence within one confidence.
function withoutDoubt(findings: readonly Finding[]): readonly Finding[] {
  const sorted = findings.toSorted((left, right) => ranks[left.confidence] - ranks[right.confidence]);
  const proven = sorted.some(({ confidence }) => confidence === "proven");
  return sorted.filter(({ confidence }) => !proven || confidence !== "possible").slice(0, maxFindings);
}
