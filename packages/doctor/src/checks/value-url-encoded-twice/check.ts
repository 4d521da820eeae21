// Values went through URL encoding once more than they should.
import type { Check } from "../../check.ts";
import { urlEncodingTrace } from "../../traces/escaping-traces.ts";
import { traceObservation } from "../../traces/trace.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "value-url-encoded-twice";

export const valueUrlEncodedTwice: Check = {
  cause,
  advice: [
    {
      zh: "只编码一次：如果用表单或 http_build_query 发送，不要再自己 urlencode",
      en: "Encode once: a form or http_build_query encodes already, so do not call urlencode yourself",
    },
    {
      zh: "收到的参数已由框架解码过，不要再解码或再编码",
      en: "Received parameters are decoded by the framework; neither decode nor encode them again",
    },
  ],
  examine(examination) {
    return signatureObservation(examination, cause) ?? traceObservation(examination, urlEncodingTrace);
  },
};
