// Back-slashes were put before quotes, or taken away, on one side only.
import type { Check } from "../../check.ts";
import { slashTrace } from "../../traces/escaping-traces.ts";
import { traceObservation } from "../../traces/trace.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "slashes-added";

export const slashesAdded: Check = {
  cause,
  advice: [
    {
      zh: "验签前对每个值做 stripslashes，或关掉 magic_quotes_gpc、去掉对全部输入的 addslashes",
      en: "Undo it with stripslashes before verifying, or switch off magic_quotes_gpc and any addslashes over all input",
    },
    {
      zh: "签名用的值与发送的值必须是同一份，转义只用于写数据库",
      en: "Sign the very values that are sent; add slashes for the database only",
    },
  ],
  examine: (examination) => signatureObservation(examination, cause) ?? traceObservation(examination, slashTrace),
};
