// One step of the one-cent check, and why it failed.

export type Bilingual = { readonly zh: string; readonly en: string };

export interface TriedStep {
  readonly name: string;
  readonly title: Bilingual;
  readonly ok: boolean;
  readonly tookMs: number;
  /** What was seen; what is wrong where it failed. */
  readonly text: Bilingual;
  readonly fix: readonly Bilingual[];
}

/** Ends the check: what is wrong and what to do. */
export class StepFailure extends Error {
  readonly text: Bilingual;
  readonly fix: readonly Bilingual[];

  constructor(text: Bilingual, fix: readonly Bilingual[] = [], options?: { cause: unknown }) {
    super(text.en, options);
    this.name = "StepFailure";
    this.text = text;
    this.fix = fix;
  }
}
