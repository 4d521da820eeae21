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
// Beside something likely.
const maxGuessesBeside = 3;

/** Findings, best first. Never throws on evidence, however hostile; takes at most about a megabyte of it. */
export function diagnose(evidence: EvidenceInput, context: DoctorContext = {}): Diagnosis {
  const examination = new Examination(readEvidence(evidence), context);
  const observed = precedence.flatMap((check): Finding[] => {
    const seen = check.examine(examination);
    if (seen === undefined) return [];
    const { exact, fix = check.advice, ...rest } = seen;
    return [{ cause: check.cause, ...rest, fix: exact === undefined ? fix : [exact, ...fix] }];
  });
  const logged = findingsFromOwnLog(examination, observed);
  const suggested = findingsFromWords(examination, [...observed, ...logged]);
  const ofCodes = findingsFromCodes(examination, [...observed, ...logged, ...suggested]);
  const findings = withoutDoubt([...observed, ...logged, ...suggested, ...ofCodes]);
  const needs: readonly BilingualText[] = generalNeeds(examination, findings);
  return { recognised: recognisedPieces(examination), findings, inOrder: inOrder(examination), needs };
}

// What is proven makes guesses superfluous, what is likely makes most of them so; a stable sort keeps the precedence within
// one confidence.
function withoutDoubt(findings: readonly Finding[]): readonly Finding[] {
  const sorted = findings.toSorted((left, right) => ranks[left.confidence] - ranks[right.confidence]);
  const has = (wanted: Confidence): boolean => sorted.some(({ confidence }) => confidence === wanted);
  const guesses = has("proven") ? 0 : has("likely") ? maxGuessesBeside : maxFindings;
  const sure = sorted.filter(({ confidence }) => confidence !== "possible");
  return [...sure, ...sorted.slice(sure.length, sure.length + guesses)].slice(0, maxFindings);
}
