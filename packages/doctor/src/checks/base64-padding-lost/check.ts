// The = at the end of the signature was lost.
import type { Check, Observation } from "../../check.ts";
import type { Examination } from "../../examination.ts";
import { lostPadding, paddingTrace } from "../../traces/escaping-traces.ts";
import { traceObservation } from "../../traces/trace.ts";
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
  examine: (examination) =>
    signatureObservation(examination, cause) ?? traceObservation(examination, paddingTrace) ?? ofReply(examination),
};

function ofReply(examination: Examination): Observation | undefined {
  for (const { reply, state } of examination.replySignatures) {
    const trace = state === "valid" || state === "explained" ? undefined : lostPadding(reply.sign);
    if (trace !== undefined) return { confidence: "likely", proof: { text: trace.text } };
  }
  return undefined;
}
