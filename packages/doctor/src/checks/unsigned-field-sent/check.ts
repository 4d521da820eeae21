// The request carries a field that was not signed.
import type { Check } from "../../check.ts";
import { requestFieldTrace } from "../../traces/field-traces.ts";
import { traceObservation } from "../../traces/trace.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "unsigned-field-sent";

export const unsignedFieldSent: Check = {
  cause,
  advice: [
    {
      zh: "去掉这个字段；如果是提交按钮，删掉它的 name 属性",
      en: "Remove the field; where it is a submit button, delete its name attribute",
    },
    {
      zh: "确实要发送的字段，要在签名之前加入参数表",
      en: "A field that has to be sent belongs into the parameters before they are signed",
    },
  ],
  examine: (examination) =>
    signatureObservation(examination, cause) ?? traceObservation(examination, requestFieldTrace),
};
