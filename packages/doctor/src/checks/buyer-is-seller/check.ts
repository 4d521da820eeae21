// The seller pays himself: usually a test with the shop's own account.
import type { Check } from "../../check.ts";
import { fieldValue } from "../../evidence/field.ts";
import { requestValues } from "../../order/request-values.ts";

export const buyerIsSeller: Check = {
  cause: "buyer-is-seller",
  advice: [{ zh: "换一个不是卖家的支付宝账号付款", en: "Pay with another Alipay account than the seller's" }],
  examine(examination) {
    for (const message of examination.messages) {
      const values = requestValues(message);
      const pairs = [
        [values.get("buyer_id"), values.get("seller_id") ?? fieldValue(message.fields, "partner")],
        [values.get("buyer_email"), values.get("seller_email")],
      ];
      if (!pairs.some(([buyer, seller]) => buyer !== undefined && buyer !== "" && buyer === seller)) continue;
      return {
        confidence: "proven",
        proof: { text: { zh: "买家和卖家是同一个账号", en: "Buyer and seller are one account" } },
      };
    }
    if (!examination.hasCode("BUYER_SELLER_EQUAL", "ACQ.BUYER_SELLER_EQUAL")) return undefined;
    return {
      confidence: "likely",
      proof: { text: { zh: "支付宝说买卖双方相同", en: "Alipay says that buyer and seller are the same" } },
    };
  },
};
