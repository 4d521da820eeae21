// The contract for the service exists but is over, not yet begun or suspended.
import { isActive, isInReview, neededContracts } from "../../account/contract-of-request.ts";
import type { Check } from "../../check.ts";

export const contractExpiredOrSuspended: Check = {
  cause: "contract-expired-or-suspended",
  advice: [
    {
      zh: "登录签约的支付宝账号，在“商家服务”里查看合同生效和到期时间，续签或恢复该产品",
      en: "Look up the contract's dates in the merchant services of the Alipay account; renew or reactivate the product",
    },
  ],
  needs: [{ zh: "合同的状态和起止日期", en: "the contract's state and dates" }],
  examine(examination) {
    const { nowMs } = examination.context;
    for (const { contracts, product } of neededContracts(examination)) {
      if (contracts.every(isInReview) || contracts.some((contract) => isActive(contract) && inForce(contract, nowMs)))
        continue;
      const [contract] = contracts;
      if (contract === undefined) continue;
      const until = contract.toMs === undefined ? "" : ` ${new Date(contract.toMs).toISOString().slice(0, 10)}`;
      return {
        confidence: "likely",
        proof: {
          text: {
            zh: `${product} 的合同状态是 ${contract.status}${until === "" ? "" : `，到期${until}`}`,
            en: `The contract for ${product} is “${contract.status}”${until === "" ? "" : `, until${until}`}`,
          },
        },
      };
    }
    return undefined;
  },
};

function inForce(contract: { fromMs?: number; toMs?: number }, nowMs: number | undefined): boolean {
  if (nowMs === undefined) return true;
  return nowMs >= (contract.fromMs ?? nowMs) && nowMs <= (contract.toMs ?? nowMs);
}
