// A value is longer than its field.
import type { Check } from "../../check.ts";
import { violationObservation } from "../violation-observation.ts";

export const valueTooLong: Check = {
  cause: "value-too-long",
  advice: [
    {
      zh: "把该参数缩短到上限以内（按字符截断，不要截断半个汉字）",
      en: "Shorten the value to the limit, cutting between characters and never inside one",
    },
  ],
  examine: (examination) => violationObservation(examination, ({ rule }) => rule === "too_long"),
};
