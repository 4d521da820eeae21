// Empty values took part in the signature.
import type { Check } from "../../check.ts";
import { emptyValueTrace } from "../../traces/field-traces.ts";
import { traceObservation } from "../../traces/trace.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "empty-value-signed";

export const emptyValueSigned: Check = {
  cause,
  advice: [
    {
      zh: "签名前去掉值为空的参数，并且不要发送它们；织梦里请把支付宝账号等设置填全",
      en: "Drop parameters with an empty value before signing, and do not send them; in DedeCMS fill in every Alipay setting",
    },
  ],
  examine: (examination) => signatureObservation(examination, cause) ?? traceObservation(examination, emptyValueTrace),
};
