// It is not settled whether a refund happened.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /fund_change["']?\s*[:=]\s*["']?N\b|<is_success>P<|ACQ\.REFUND_CHARGE_ERROR|退款(?:处理|进行)中|REFUND_PROCESSING/iu;

export const refundOutcomeOpen: Check = {
  cause: "refund-outcome-open",
  advice: [
    {
      zh: "用 alipay.trade.fastpay.refund.query（老接口 refund_fastpay_query）以同一个 out_request_no／batch_no 查询，不要再提交一笔",
      en: "Query with alipay.trade.fastpay.refund.query (refund_fastpay_query of the old interface) and the same out_request_no or batch_no; do not submit another one",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
