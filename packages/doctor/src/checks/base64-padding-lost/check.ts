// The = at the end of the signature was lost.
import type { Check } from "../../check.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "base64-padding-lost";

export const base64PaddingLost: Check = {
  cause,
  advice: [
    {
      zh: "先按 & 拆分、再按第一个 = 拆成名和值，最后才解码；sign 结尾的 = 属于值",
      en: "Split at &, then at the first = only, then decode; the = at the end of sign belongs to the value",
    },
  ],
  examine: (examination) => signatureObservation(examination, cause),
};
