// The contract for the service is applied for and not yet in force.
import { isInReview, neededContracts } from "../../account/contract-of-request.ts";
import type { Check } from "../../check.ts";

export const contractStillInReview: Check = {
  cause: "contract-still-in-review",
  advice: [
    {
      zh: "等签约审核通过（登录支付宝商家中心查看进度）后再用该产品",
      en: "Wait until the contract is approved; the merchant console shows its progress",
    },
  ],
  needs: [{ zh: "商家中心里该产品的状态", en: "the state of the product in the merchant console" }],
  examine(examination) {
    for (const { contracts, product } of neededContracts(examination)) {
      const [first] = contracts;
      if (first === undefined || !contracts.every(isInReview)) continue;
      return {
        confidence: "likely",
        proof: {
          text: {
            zh: `${product} 的合同状态是“${first.status}”，还没有生效`,
            en: `The contract for ${product} is “${first.status}”, which is not in force yet`,
          },
        },
      };
    }
    return undefined;
  },
};
