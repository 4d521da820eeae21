// The trade is closed.
import type { Check } from "../../check.ts";
import { tradeStatuses } from "../../order/trade-status-of.ts";
import { saidObservation } from "../said-observation.ts";

const said = /ACQ\.TRADE_HAS_CLOSE|TRADE_HAS_CLOSED|交易已(?:经)?关闭/iu;

export const tradeClosed: Check = {
  cause: "trade-closed",
  advice: [
    {
      zh: "用新的订单号重新下单；如果 gmt_refund 或 refund_fee 有值，说明是全额退款后的关闭",
      en: "Order again under a new order number; with gmt_refund or refund_fee set it was closed by a full refund",
    },
  ],
  examine(examination) {
    const refused = saidObservation(examination, said);
    if (refused !== undefined || !tradeStatuses(examination).has("TRADE_CLOSED")) return refused;
    return {
      confidence: "possible",
      proof: { text: { zh: "trade_status 是 TRADE_CLOSED", en: "trade_status is TRADE_CLOSED" } },
    };
  },
};
