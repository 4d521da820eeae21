// Virtual goods are sold under a contract for physical ones, or the reverse.
import { isActive, neededContracts } from "../../account/contract-of-request.ts";
import type { Check } from "../../check.ts";
import { requestValues } from "../../order/request-values.ts";

const goodsTypes: Readonly<Record<string, "virtual" | "physical">> = { "0": "virtual", "1": "physical" };

export const goodsKindNotContracted: Check = {
  cause: "goods-kind-not-contracted",
  advice: [
    {
      zh: "在支付宝“商家服务”里另外申请虚拟商品（或实物商品）的交易服务并等审核通过，或只用该合同卖它允许的商品",
      en: "Apply for the service for virtual (or physical) goods as well and wait for its approval, or sell only what the contract allows",
    },
  ],
  needs: [{ zh: "卖的是虚拟还是实物商品，合同签的是哪一种", en: "which goods are sold, and which the contract names" }],
  examine(examination) {
    for (const { account, contracts, message } of neededContracts(examination)) {
      const stated = goodsTypes[requestValues(message).get("goods_type") ?? ""];
      const goods = stated ?? account.goods;
      const active = contracts.filter(isActive);
      if (goods === undefined || goods === "any" || active.length === 0) continue;
      if (active.some((contract) => contract.goods === "any" || contract.goods === goods)) continue;
      const contracted = active.map((contract) => contract.goods).join(", ");
      return {
        confidence: "likely",
        proof: {
          text: {
            zh: `卖的是 ${goods} 商品，合同只签了 ${contracted}`,
            en: `${goods} goods are sold, the contract names ${contracted} only`,
          },
        },
      };
    }
    return undefined;
  },
};
