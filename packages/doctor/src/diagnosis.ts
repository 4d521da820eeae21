// What the doctor answers. Plain data, ready for JSON: no key, no signature that the evidence did not bring.
import type { BilingualText } from "@dedepay/errors";

/** "proven": bytes or settings at hand show it. "likely": a sign of it is at hand. "possible": the code alone suggests it. */
export type Confidence = "proven" | "likely" | "possible";

/** One place where two things differ; a side that is absent has no such field. Long and personal values are shortened. */
export type Difference = { readonly field: string; readonly left?: string; readonly right?: string };

export type Proof = {
  readonly text: BilingualText;
  /** What `left` and `right` of the differences are. */
  readonly sides?: { readonly left: BilingualText; readonly right: BilingualText };
  readonly differences?: readonly Difference[];
};

export type Finding = {
  /** Name of the cause page. */
  readonly cause: string;
  readonly confidence: Confidence;
  readonly proof?: Proof;
  /** What to change, most useful first: which setting, which field, to what. */
  readonly fix: readonly BilingualText[];
  /** What else the doctor would have to see to be sure. */
  readonly needs?: readonly BilingualText[];
};

export type Diagnosis = {
  /** What the evidence was taken for, piece by piece. */
  readonly recognised: readonly BilingualText[];
  /** Best first. Empty: nothing wrong was seen, which is not the same as nothing being wrong. */
  readonly findings: readonly Finding[];
  /** What was checked and found in order. */
  readonly inOrder: readonly BilingualText[];
  /** What would help, whatever the findings. */
  readonly needs: readonly BilingualText[];
};
