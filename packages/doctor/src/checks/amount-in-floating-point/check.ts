// An amount came out of floating point arithmetic: too many decimals, an exponent, or float32's rounding.
import type { Check } from "../../check.ts";
import { amountsOf } from "../../order/amounts-of.ts";
import { signatureObservation } from "../signature-observation.ts";

const cause = "amount-in-floating-point";
const said = /订单总金额格式错误|total_amount[^\n]{0,30}(?:格式|invalid)/iu;

export const amountInFloatingPoint: Check = {
  cause,
  advice: [
    {
      zh: '金额用整数分计算，最后写成两位小数的字符串（如 "10.00"）；数据库用 DECIMAL(13,2)，不要用 FLOAT',
      en: 'Compute in integer fen and write a string with two decimals at the end ("10.00"); store DECIMAL(13,2), not FLOAT',
    },
  ],
  examine(examination) {
    const proven = signatureObservation(examination, cause);
    if (proven !== undefined) return proven;
    for (const { name, value } of amountsOf(examination)) {
      if (!/^-?\d+\.\d{3,}$/u.test(value) && !/^-?\d+(?:\.\d+)?[eE][+-]?\d+$/u.test(value)) continue;
      return {
        confidence: "proven",
        proof: { text: { zh: `${name}=${value}：小数超过两位`, en: `${name}=${value}: more than two decimals` } },
      };
    }
    const words = examination.says(said);
    return words === undefined
      ? undefined
      : { confidence: "likely", proof: { text: { zh: `提示：${words}`, en: `The message: ${words}` } } };
  },
};
