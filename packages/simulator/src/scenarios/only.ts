// On which trades a scenario means something, where that is not all of them.
import { canDispute } from "../world/dispute.ts";
import type { Trade } from "../world/trade.ts";

export interface Only {
  name: "openapi" | "unpaid" | "escrow" | "refundable";
  zh: string;
  en: string;
  holds(trade: Trade): boolean;
}

const isUnpaid = ({ status }: Trade): boolean => status === "WAIT_BUYER_PAY";

export const onlyOpenapi: Only = {
  ...{ name: "openapi", zh: "开放平台的交易", en: "trades of OpenAPI" },
  holds: ({ order }) => order.account.protocol === "openapi",
};

export const onlyUnpaid: Only = {
  ...{ name: "unpaid", zh: "还没有付款的交易", en: "trades which are not paid yet" },
  holds: isUnpaid,
};

export const onlyEscrow: Only = {
  ...{
    name: "escrow",
    zh: "担保交易或双接口的交易，货款还在担保账户",
    en: "escrow trades whose money is not the seller's yet",
  },
  holds: (trade) => trade.order.kind !== "direct" && (isUnpaid(trade) || canDispute(trade, "ask")),
};

export const onlyRefundable: Only = {
  ...{ name: "refundable", zh: "还能退款的交易", en: "trades which can still be refunded" },
  holds: (trade) => isUnpaid(trade) || trade.status === "TRADE_SUCCESS" || trade.status === "WAIT_SELLER_SEND_GOODS",
};
