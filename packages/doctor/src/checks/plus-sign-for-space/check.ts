// A space became a plus sign or a plus sign a space.
import type { Check } from "../../check.ts";
import { plusTrace } from "../../traces/escaping-traces.ts";
import { traceObservation } from "../../traces/trace.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "plus-sign-for-space";

export const plusSignForSpace: Check = {
  cause,
  advice: [
    {
      zh: "发送前对每个值（特别是 sign）做一次 urlencode，让 + 变成 %2B",
      en: "URL-encode every value once before sending, sign above all, so that + travels as %2B",
    },
    {
      zh: "收到后按表单规则解码一次（+ 是空格），不要用 rawurldecode 或自行替换",
      en: "Decode once by the rules of forms (+ is a space); no rawurldecode, no replacing",
    },
  ],
  examine: (examination) => signatureObservation(examination, cause) ?? traceObservation(examination, plusTrace),
};
