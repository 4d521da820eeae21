// Says a failure on the error stream: as two lines for people, as one object for programs.
import type { FailureText } from "./command-failure.ts";
import type { Surroundings } from "./surroundings.ts";

export function reportFailure(surroundings: Surroundings, text: FailureText, json: boolean): void {
  if (json) {
    const { zh, en, fixZh, fixEn, more } = text;
    const fix = fixZh === undefined ? undefined : { zh: fixZh, en: fixEn };
    surroundings.err(`${JSON.stringify({ error: { zh, en, ...(fix && { fix }), ...more } })}\n`);
    return;
  }
  surroundings.err(`${text.zh}\n${text.en}\n`);
  if (text.fixZh !== undefined) surroundings.err(`→ ${text.fixZh}\n`);
  if (text.fixEn !== undefined) surroundings.err(`→ ${text.fixEn}\n`);
}
