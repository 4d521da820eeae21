// The state of the trade does not allow the operation.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /TRADE_STATUS_NOT_AVAILD|(?:ACQ\.)?(?:TRADE_STATUS_ERROR|TRADE_NOT_ALLOW_REFUND|REASON_TRADE_STATUS_INVALID)|交易状态(?:不合法|不正确|异常|不允许)|ALI38110/iu;

export const tradeStateForbidsOperation: Check = {
  cause: "trade-state-forbids-operation",
  advice: [
    {
      zh: "先查询交易状态：未付的才能关闭，已付的才能退款，WAIT_SELLER_SEND_GOODS 才能发货",
      en: "Query the state first: only unpaid trades close, only paid ones are refunded, only WAIT_SELLER_SEND_GOODS ships",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
