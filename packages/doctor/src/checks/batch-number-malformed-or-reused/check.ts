// batch_no is not today's date and a serial, or was used before.

import { beijingTime } from "@dedepay/alipay";
import type { Check } from "../../check.ts";
import { requestValues } from "../../order/request-values.ts";

export const batchNumberMalformedOrReused: Check = {
  cause: "batch-number-malformed-or-reused",
  advice: [
    {
      zh: "batch_no 用当天日期 yyyyMMdd 加 3–24 位字母数字（不能是 000），每批一个新号；结果未知时用 refund_fastpay_query 查，不要换号重发",
      en: "batch_no = today's yyyyMMdd and 3 to 24 letters or digits (not 000), a new one for each batch; query an unknown result with refund_fastpay_query instead of sending again",
    },
  ],
  examine(examination) {
    const { nowMs } = examination.context;
    const today = nowMs === undefined ? undefined : beijingTime(nowMs).slice(0, 10).replaceAll("-", "");
    for (const message of examination.requests) {
      const number = requestValues(message).get("batch_no");
      if (number === undefined) continue;
      const wellFormed = /^\d{8}(?!000$)[A-Za-z0-9]{3,24}$/u.test(number);
      if (wellFormed && (today === undefined || number.startsWith(today))) continue;
      return {
        confidence: wellFormed ? "likely" : "proven",
        proof: {
          text: wellFormed
            ? {
                zh: `batch_no ${number} 不是今天（${today}）的日期开头`,
                en: `batch_no ${number} does not begin with today's date (${today})`,
              }
            : { zh: `batch_no ${number.slice(0, 40)} 的格式不对`, en: `batch_no ${number.slice(0, 40)} is malformed` },
        },
      };
    }
    if (!examination.hasCode("DUPLICATE_BATCH_NO")) return undefined;
    return {
      confidence: "likely",
      proof: { text: { zh: "支付宝说批次号重复", en: "Alipay says that the batch number was used" } },
    };
  },
};
