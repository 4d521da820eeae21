// The time in which the trade can be refunded is over.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /(?:ACQ\.)?TRADE_(?:HAS_)?FINISHED(?:_NOT_REFUND)?\b[^\n]{0,40}退款|REFUND_(?:DATE|TIME)_?(?:OUT|EXPIRED)[A-Z_]*|超过(?:可)?退款(?:期限|时间)|交易已完结[^\n]{0,20}退款|TRADE_TIMEOUT/iu;

export const refundWindowPassed: Check = {
  cause: "refund-window-passed",
  advice: [
    {
      zh: "超过合同的退款期限（默认 12 个月，老合同 3 个月）只能用转账退给买家",
      en: "Past the refund window of the contract (12 months by default, 3 in old ones) only a transfer gives the money back",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
