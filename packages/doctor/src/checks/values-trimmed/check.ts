// White space at the ends of a value was dropped on one side only.
import type { Check } from "../../check.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "values-trimmed";

export const valuesTrimmed: Check = {
  cause,
  advice: [
    {
      zh: "验签前不要 trim；Laravel 的 TrimStrings、ThinkPHP 的默认过滤器要对通知地址关闭",
      en: "Do not trim before verifying; take the notify route out of TrimStrings and default filters",
    },
    {
      zh: "下单前先去掉标题、描述两端的空白，再签名和发送同一份值",
      en: "Trim subject and body first, then sign and send the same values",
    },
  ],
  examine: (examination) => signatureObservation(examination, cause),
};
