// detail_data does not hold what batch_num and its own form promise.
import type { Check } from "../../check.ts";
import { requestValues } from "../../order/request-values.ts";

export const batchDetailsMalformed: Check = {
  cause: "batch-details-malformed",
  advice: [
    {
      zh: "detail_data 的每一项是 支付宝交易号^金额^理由，用 # 连接，理由里不能有 ^ | $ #，项数等于 batch_num",
      en: "Each item of detail_data is trade_no^amount^reason, joined by #, no ^ | $ # in the reason, as many items as batch_num says",
    },
  ],
  examine(examination) {
    for (const message of examination.requests) {
      const values = requestValues(message);
      const details = values.get("detail_data");
      if (details === undefined || !values.get("service")?.startsWith("refund_fastpay")) continue;
      const items = details.split("#");
      const stated = values.get("batch_num");
      const broken = items.find((item) => !/^\d{16,64}\^\d{1,11}(?:\.\d{1,2})?\^[^|$#^]{0,256}/u.test(item));
      if (broken === undefined && (stated === undefined || stated === String(items.length))) continue;
      return {
        confidence: "proven",
        proof: {
          text:
            broken === undefined
              ? {
                  zh: `batch_num=${stated}，明细有 ${items.length} 项`,
                  en: `batch_num=${stated}, but there are ${items.length} items`,
                }
              : {
                  zh: `明细“${broken.slice(0, 60)}”不是 交易号^金额^理由`,
                  en: `“${broken.slice(0, 60)}” is not trade_no^amount^reason`,
                },
        },
      };
    }
    return undefined;
  },
};
