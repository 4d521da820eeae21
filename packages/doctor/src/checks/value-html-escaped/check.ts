// HTML escaping changed values before they were signed or verified.
import type { Check } from "../../check.ts";
import { htmlTrace } from "../../traces/escaping-traces.ts";
import { traceObservation } from "../../traces/trace.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "value-html-escaped";

export const valueHtmlEscaped: Check = {
  cause,
  advice: [
    {
      zh: "验签：在任何输入过滤器之前读取原始请求体（PHP 用 php://input 或未过滤的 $_POST），不要对参数做 htmlspecialchars",
      en: "Verify over the raw body, before any input filter (php://input or unfiltered $_POST); no htmlspecialchars on the parameters",
    },
    {
      zh: "签名：先用原文签名，只在写进 HTML 表单时转义一次",
      en: "Sign the plain values; escape once, only where they are written into the form",
    },
  ],
  examine: (examination) => signatureObservation(examination, cause) ?? traceObservation(examination, htmlTrace),
};
