// A quote inside a value ended the form's attribute too early.
import type { Check } from "../../check.ts";
import { cutValueTrace } from "../../traces/field-traces.ts";
import { traceObservation } from "../../traces/trace.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "quote-cut-form-value";

export const quoteCutFormValue: Check = {
  cause,
  advice: [
    {
      zh: "把值写进表单时做 HTML 转义，单双引号都要转（htmlspecialchars 加 ENT_QUOTES）",
      en: "Escape both kinds of quotes when a value is written into the form (htmlspecialchars with ENT_QUOTES)",
    },
  ],
  examine: (examination) => signatureObservation(examination, cause) ?? traceObservation(examination, cutValueTrace),
};
