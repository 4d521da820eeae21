// What every check is: the cause it looks for, what to do about it, and a pure look at the examination.
import type { BilingualText } from "@dedepay/errors";
import type { Finding } from "./diagnosis.ts";
import type { Examination } from "./examination.ts";

/** What a check saw. */
export type Observation = Pick<Finding, "confidence" | "proof" | "needs"> & {
  /** The change for this very evidence; the check's general advice follows it. */
  readonly exact?: BilingualText;
  /** In the place of the general advice, where that would mislead. */
  readonly fix?: readonly BilingualText[];
};

export type Check = {
  /** Name of the cause page and of the check's folder. */
  readonly cause: string;
  /** What to change, when nothing more exact is known. */
  readonly advice: readonly BilingualText[];
  /** What the doctor would need to be sure, when only the code speaks for the cause. */
  readonly needs?: readonly BilingualText[];
  examine(examination: Examination): Observation | undefined;
};
