// Words of a program, a library or a page that point at one cause.
import type { Observation } from "../check.ts";
import type { Confidence } from "../diagnosis.ts";
import type { Examination } from "../examination.ts";
import { cut } from "../mask-value.ts";

export function saidObservation(
  examination: Examination,
  pattern: RegExp,
  confidence: Confidence = "likely",
): Observation | undefined {
  const words = examination.says(pattern);
  if (words === undefined) return undefined;
  const shown = cut(words.replace(/\s+/gu, " ").trim());
  return { confidence, proof: { text: { zh: `内容里有：${shown}`, en: `The evidence says: ${shown}` } } };
}
