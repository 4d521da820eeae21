// The amount is zero, negative, too small or too large, or is no amount.
import type { Check } from "../../check.ts";
import { amountsOf } from "../../order/amounts-of.ts";

const asked = new Set(["total_fee", "total_amount", "price", "refund_amount"]);

export const amountOutOfRange: Check = {
  cause: "amount-out-of-range",
  advice: [
    {
      zh: "金额写成 0.01 到 100000000.00 之间、最多两位小数的元（织梦：检查商品价格和运费，免费商品不要走支付宝）",
      en: "Write the amount in yuan between 0.01 and 100000000.00 with at most two decimals (DedeCMS: look at the goods' price and the shipping; free goods need no Alipay)",
    },
  ],
  examine(examination) {
    for (const { name, value } of amountsOf(examination)) {
      if (!asked.has(name)) continue;
      const isAmount = /^-?\d+(?:\.\d+)?$/u.test(value);
      const amount = Number(value);
      if (isAmount && amount >= 0.01 && amount <= 100_000_000) continue;
      if (!isAmount && /^\d+(?:\.\d+)?[eE]/u.test(value)) continue;
      const shown = value === "" ? '""' : value.slice(0, 40);
      return {
        confidence: "proven",
        proof: {
          text: {
            zh: `${name}=${shown}，不在 0.01 到 100000000.00 之间`,
            en: `${name}=${shown} is not between 0.01 and 100000000.00`,
          },
        },
      };
    }
    return undefined;
  },
};
