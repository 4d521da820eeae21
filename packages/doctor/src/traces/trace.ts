// The mark that a mistake leaves in a message: seen without any key. It proves nothing, for nobody knows what was signed.
import type { BilingualText } from "@dedepay/errors";
import type { Observation } from "../check.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";
import type { Examination } from "../examination.ts";
import { suspects } from "./suspects.ts";

export type Trace = {
  /** What was seen, as a sentence without its end. */
  readonly text: BilingualText;
  /** No right message can look like this; without it the mark counts only where the signature is known to fail. */
  readonly strong: boolean;
  /** What to change, where the mark says it exactly. */
  readonly exact?: BilingualText;
};

/** The first message that bears the mark. */
export function traceObservation(
  examination: Examination,
  look: (message: SignedMessage) => Trace | undefined,
): Observation | undefined {
  let weak: Observation | undefined;
  for (const { message, refused } of suspects(examination)) {
    const trace = look(message);
    if (trace === undefined) continue;
    const { text, strong, exact } = trace;
    const seen = { proof: { text }, ...(exact === undefined ? {} : { exact }) };
    if (strong || refused) return { confidence: "likely", ...seen };
    weak ??= { confidence: "possible", ...seen };
  }
  return weak;
}
