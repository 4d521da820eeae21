// The MD5 key was changed to one case.
import type { Check } from "../../check.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "key-in-wrong-case";

export const keyInWrongCase: Check = {
  cause,
  advice: [
    {
      zh: "从支付宝后台重新复制 32 位安全校验码，原样粘贴，不要改大小写",
      en: "Copy the 32-character key again from Alipay's console and paste it as it is, case unchanged",
    },
  ],
  examine: (examination) => signatureObservation(examination, cause),
};
