// The signature was put together by another recipe than Alipay's.
import type { Check } from "../../check.ts";
import { signFormTrace } from "../../traces/sign-traces.ts";
import { traceObservation } from "../../traces/trace.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "signature-recipe-differs";

export const signatureRecipeDiffers: Check = {
  cause,
  advice: [
    {
      zh: "MD5：对“签名串 + 密钥”直接求 MD5，小写十六进制；中间没有 &key=，末尾没有 &",
      en: "MD5: hex in lower case over the text directly followed by the key; no &key= between them, no & at the end",
    },
    {
      zh: "RSA：sign 是一行标准 Base64，没有换行",
      en: "RSA: sign is one line of plain Base64",
    },
  ],
  examine: (examination) => signatureObservation(examination, cause) ?? traceObservation(examination, signFormTrace),
};
