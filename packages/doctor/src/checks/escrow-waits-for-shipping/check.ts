// The money is in escrow: Alipay waits for the seller to say that the goods were sent.
import type { Check } from "../../check.ts";
import { tradeStatuses } from "../../order/trade-status-of.ts";

export const escrowWaitsForShipping: Check = {
  cause: "escrow-waits-for-shipping",
  advice: [
    {
      zh: "在支付宝后台点“发货”，或调用 send_goods_confirm_by_platform；买家确认收货后钱才到卖家账户。虚拟商品请改签即时到账",
      en: "Press “ship” in Alipay's console or call send_goods_confirm_by_platform; the money is the seller's after the buyer confirmed. For virtual goods contract instant payment",
    },
  ],
  examine(examination) {
    if (!tradeStatuses(examination).has("WAIT_SELLER_SEND_GOODS")) return undefined;
    return {
      // A state, no mistake: whether somebody waits for the money is not known.
      confidence: "possible",
      proof: { text: { zh: "trade_status 是 WAIT_SELLER_SEND_GOODS", en: "trade_status is WAIT_SELLER_SEND_GOODS" } },
    };
  },
};
