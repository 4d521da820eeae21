// The refund is more than what is left of the payment.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /REFUND_AMT_NOT_EQUAL_TOTAL|REFUND_AMOUNT_(?:EXCEED|NOT)|TRADE_REFUND_AMT?[A-Z_]*|REFUND_TRADE_FEE_ERROR|退款金额(?:大于|超过|超出)/iu;

export const refundAmountExceedsRest: Check = {
  cause: "refund-amount-exceeds-rest",
  advice: [
    {
      zh: "退款前先查已退金额（refund_fee 或 to_buyer_fee 是累计值），本次金额不能超过余下的",
      en: "Look up what was refunded (refund_fee and to_buyer_fee are cumulative); this refund must not exceed the rest",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
