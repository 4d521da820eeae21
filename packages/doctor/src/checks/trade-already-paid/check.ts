// The trade is already paid.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /ACQ\.TRADE_HAS_SUCCESS|TRADE_HAS_FINISHED|交易已(?:被)?(?:支付|付款|完成)|订单已(?:经)?支付，请勿重复|TRADE_NOT_ALLOWED_PAY/iu;

export const tradeAlreadyPaid: Check = {
  cause: "trade-already-paid",
  advice: [
    {
      zh: "不要再发起支付：用 out_trade_no 查询，已付就直接按已付处理",
      en: "Do not ask for payment again: query by out_trade_no and treat the order as paid",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
