// Asks the doctor about one item and says whether the answer is right. Knows nothing of how the doctor works.
import {
  type Confidence,
  type Diagnosis,
  type DoctorContext,
  diagnose,
  type EvidenceInput,
  type Finding,
} from "@dedepay/doctor";
import type { Item, ItemEvidence } from "./item.ts";

export type Judged = {
  readonly item: Item;
  /** Processor time: other programs on the machine do not count, the collector of garbage does. */
  readonly durationMs: number;
  /** Causes in the doctor's order. */
  readonly causes: readonly string[];
  /** Every mistake is named before anything that is no mistake. */
  readonly isFirst: boolean;
  /** Every mistake is among the first three. */
  readonly isAmongThree: boolean;
  readonly confidences: ReadonlyArray<Confidence>;
  /** Proven, and not so: in full. */
  readonly falselyProven: readonly Finding[];
};

function inputOf(evidence: ItemEvidence): EvidenceInput {
  const bytes = (base64: string): Uint8Array => Buffer.from(base64, "base64");
  switch (evidence.kind) {
    case "bytes":
      return bytes(evidence.base64);
    case "several":
      return evidence.base64.map(bytes);
    case "request": {
      const { kind: _kind, bodyBase64, ...rest } = evidence;
      return { ...rest, ...(bodyBase64 === undefined ? {} : { body: bytes(bodyBase64) }) };
    }
    default:
      throw new TypeError(`no such evidence: ${JSON.stringify(evidence satisfies never)}`);
  }
}

/** How many of the first findings are needed until each mistake is named; infinite where one never is. */
function depth(causes: readonly string[], labels: Item["labels"]): number {
  return Math.max(
    ...labels.map((accepted) => causes.findIndex((cause) => accepted.includes(cause)) + 1 || Number.POSITIVE_INFINITY),
  );
}

/** Two mistakes which share a name are one finding. */
function distinct(labels: Item["labels"]): number {
  return new Set(labels.map(([cause]) => cause)).size;
}

export function judge(item: Item): Judged {
  const evidence = inputOf(item.evidence);
  const context: DoctorContext = item.context;
  const begun = process.cpuUsage();
  const { findings }: Diagnosis = diagnose(evidence, context);
  const used = process.cpuUsage(begun);
  const causes = [...new Set(findings.map(({ cause }) => cause))];
  const accepted = new Set(item.labels.flat());
  const needed = depth(causes, item.labels);
  return {
    item,
    durationMs: (used.user + used.system) / 1000,
    causes,
    isFirst: needed <= distinct(item.labels),
    isAmongThree: needed <= 3,
    confidences: findings.map(({ confidence }) => confidence),
    falselyProven: findings.filter(({ cause, confidence }) => confidence === "proven" && !accepted.has(cause)),
  };
}
