// A failure which a person can act on: said in both languages, with what to do. Anything else that is thrown is a bug.
import type { ExitCode } from "./exit-code.ts";

export interface FailureText {
  readonly zh: string;
  readonly en: string;
  readonly fixZh?: string;
  readonly fixEn?: string;
  /** For programs: which of the sixteen numbers, which field, which cause. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export class CommandFailure extends Error {
  override readonly name: string = "CommandFailure";
  readonly text: FailureText;
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, text: FailureText, options?: { cause: unknown }) {
    super(text.en, options);
    this.exitCode = exitCode;
    this.text = text;
  }
}
