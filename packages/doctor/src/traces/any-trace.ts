// Whether a message bears the mark of any mistake.
import { readableText } from "../evidence/byte-text.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";
import { restoreMojibake } from "../text/restore-mojibake.ts";
import { htmlTrace, paddingTrace, plusTrace, slashTrace, urlEncodingTrace } from "./escaping-traces.ts";
import { absentFieldTrace, cutValueTrace, emptyValueTrace, foreignFieldTrace, lostFieldTrace } from "./field-traces.ts";

/** Text that went through a wrong conversion. */
function garbledTrace({ fields }: SignedMessage): true | undefined {
  return fields.some(({ value }) => restoreMojibake(readableText(value)) !== undefined) ? true : undefined;
}

const traces = [
  garbledTrace,
  htmlTrace,
  slashTrace,
  urlEncodingTrace,
  plusTrace,
  paddingTrace,
  foreignFieldTrace,
  emptyValueTrace,
  lostFieldTrace,
  absentFieldTrace,
  cutValueTrace,
];

export function bearsTrace(message: SignedMessage): boolean {
  return traces.some((look) => look(message) !== undefined);
}
