// A field was signed but did not reach the other side.
import type { Check } from "../../check.ts";
import { absentFieldTrace, lostFieldTrace } from "../../traces/field-traces.ts";
import { traceObservation } from "../../traces/trace.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "signed-field-not-sent";

export const signedFieldNotSent: Check = {
  cause,
  advice: [
    {
      zh: "让发送的参数与签名的参数是同一份；表单用 GET 时 action 里的查询串会被浏览器丢掉，请改用 POST 或隐藏字段",
      en: "Send the very parameters that were signed; with method=GET a browser drops the query of the action: use POST or a hidden field",
    },
  ],
  examine: (examination) =>
    signatureObservation(examination, cause) ??
    traceObservation(examination, lostFieldTrace) ??
    traceObservation(examination, absentFieldTrace),
};
