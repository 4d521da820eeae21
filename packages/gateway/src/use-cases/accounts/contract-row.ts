// A contract as it is entered. Dates and status are a person's word and only warn later; what cannot be is refused here.
import type { ContractsTable } from "../../store/tables/accounts.ts";
import { invalidParameter } from "../refusals.ts";
import type { ContractInput } from "./describe-account.ts";

const productsOf: Readonly<Record<string, readonly string[]>> = {
  mapi: ["direct", "escrow", "dual"],
  openapi: ["page", "wap", "qr"],
};

/** Throws 1002: a product which the account's protocol has not, or an end before the beginning. */
export function contractRow(
  of: { id: string; accountId: string; protocol: string },
  input: ContractInput,
): ContractsTable {
  const { product, goods, status, fromMs, toMs } = input;
  const possible = productsOf[of.protocol] ?? [];
  if (!possible.includes(product)) {
    throw invalidParameter("product", {
      zh: `${of.protocol} 账户没有产品 ${product}，只有：${possible.join("、")}`,
      en: `An account of ${of.protocol} has no product ${product}; it has: ${possible.join(", ")}`,
    });
  }
  if (fromMs !== undefined && toMs !== undefined && toMs <= fromMs) {
    throw invalidParameter("to", {
      zh: "合同的结束时间不能早于开始时间",
      en: "A contract ends after it begins",
    });
  }
  return { id: of.id, accountId: of.accountId, product, goods, status, fromMs: fromMs ?? null, toMs: toMs ?? null };
}
