// The royalties of a request contradict their own form, or come to more than the payment.
import { formatYuan } from "@dedepay/alipay";
import type { Check, Observation } from "../../check.ts";
import { fenOf } from "../../order/fen-of.ts";
import { requestValues } from "../../order/request-values.ts";

const maxItems = 10;

export const royaltySetupWrong: Check = {
  cause: "royalty-setup-wrong",
  advice: [
    {
      zh: "核对分账收款方、比例和金额，先绑定分账关系",
      en: "Check receivers, shares and amounts, and bind the receivers first",
    },
  ],
  needs: [
    { zh: "请求里的 royalty_type 和 royalty_parameters", en: "royalty_type and royalty_parameters of the request" },
  ],
  examine(examination) {
    for (const message of examination.requests) {
      const values = requestValues(message);
      const parameters = values.get("royalty_parameters") ?? "";
      if (parameters === "") continue;
      const problem = problemOf(parameters, { type: values.get("royalty_type"), total: values.get("total_fee") });
      if (problem !== undefined) return problem;
    }
    return undefined;
  },
};

function problemOf(
  parameters: string,
  { type, total }: { type: string | undefined; total: string | undefined },
): Observation | undefined {
  if (type !== undefined && type !== "10")
    return observed(`royalty_type=${type}，只能是 10`, `royalty_type=${type}; it has to be 10`);
  const items = parameters.split("|").map((item) => item.split("^"));
  if (items.length > maxItems)
    return observed(`分账有 ${items.length} 项，最多 ${maxItems} 项`, `${items.length} royalties; ${maxItems} at most`);
  const amounts: bigint[] = [];
  for (const item of items) {
    // payee^amount^memo, or payer^payee^amount^memo.
    const amount = fenOf(item[item.length === 4 ? 2 : 1]);
    if ((item.length !== 3 && item.length !== 4) || amount === undefined) {
      const shown = item.join("^").slice(0, 60);
      return observed(`分账项“${shown}”不是 收款账号^金额^说明`, `The royalty “${shown}” is not payee^amount^memo`);
    }
    if (item.length === 3) amounts.push(amount);
  }
  const sum = amounts.reduce((all, amount) => all + amount, 0n);
  const paid = fenOf(total);
  if (paid === undefined || sum <= paid) return undefined;
  return observed(
    `分账合计 ${formatYuan(sum)} 元，超过了订单的 ${formatYuan(paid)} 元`,
    `The royalties come to ${formatYuan(sum)} yuan, more than the ${formatYuan(paid)} of the order`,
  );
}

function observed(zh: string, en: string): Observation {
  return { confidence: "likely", proof: { text: { zh, en } } };
}
