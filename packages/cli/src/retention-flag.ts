// How long old rows are kept, from the command line or the environment.
import { type Retention, RetentionUnreadable, readRetention } from "@dedepay/gateway";
import { CommandFailure } from "./command-failure.ts";
import { exitCode } from "./exit-code.ts";

/** Throws CommandFailure. */
export function retentionOf(text: string): Retention {
  try {
    return readRetention(text);
  } catch (error) {
    if (!(error instanceof RetentionUnreadable)) throw error;
    const fix = "--retention notifications=1100,envelopes=400";
    throw new CommandFailure(exitCode.wrongUsage, { ...error.text, fixZh: fix, fixEn: fix }, { cause: error });
  }
}
