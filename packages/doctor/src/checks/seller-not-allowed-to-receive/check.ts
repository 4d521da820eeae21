// The request lets another account receive than the one that holds the contract.
import type { Check } from "../../check.ts";
import { requestValues } from "../../order/request-values.ts";

const codes = ["SELLER_NOT_IN_SPECIFIED_SELLERS", "INVALID_RECEIVE_ACCOUNT", "ACQ.INVALID_RECEIVE_ACCOUNT"];
const pid = /^2088\d{12}$/u;

export const sellerNotAllowedToReceive: Check = {
  cause: "seller-not-allowed-to-receive",
  advice: [
    {
      zh: "用签约的账号收款（seller_id=PID），或把收款账号加入允许名单",
      en: "Receive with the contracted account (seller_id = PID), or add the account to those allowed",
    },
  ],
  needs: [
    { zh: "请求里的 seller_id 和签约账号的 PID", en: "the seller_id of the request, and the PID of the contract" },
  ],
  examine(examination) {
    for (const message of examination.requests) {
      const values = requestValues(message);
      const seller = values.get("seller_id") ?? "";
      const account = examination.accountOf(message);
      const owner = (values.get("partner") ?? account?.sellerId ?? account?.partner ?? "").trim();
      if (!pid.test(seller) || !pid.test(owner) || seller === owner) continue;
      return {
        confidence: examination.hasCode(...codes) ? "likely" : "possible",
        proof: {
          text: {
            zh: `收款的 seller_id 是 ${seller}，签约的账号是 ${owner}`,
            en: `seller_id ${seller} shall receive, the contract is of ${owner}`,
          },
        },
        fix: [
          {
            zh: `把 seller_id 改成 ${owner}；确实要由 ${seller} 收款，先请支付宝把它加入允许的收款账户`,
            en: `Change seller_id to ${owner}; where ${seller} is meant, let Alipay add it to the accounts that may receive first`,
          },
        ],
      };
    }
    return undefined;
  },
};
