// The ways to pay between which the buyer may choose: only where the site left the product to us, and only what is contracted.
import type { ContractsTable } from "../../store/tables/accounts.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import { covers } from "./choose-product.ts";
import type { Goods } from "./payment-document.ts";

/** On a desktop's page, on a phone's page, by scanning a code. */
export type Way = "page" | "wap" | "qr";

const ways: readonly Way[] = ["page", "wap", "qr"];

/** Empty where there is nothing to choose. */
export function waysOf(rows: {
  payment: PaymentsTable;
  attempts: readonly { id: string; product: string }[];
  contracts: readonly ContractsTable[];
}): Way[] {
  const { payment, attempts, contracts } = rows;
  const current = attempts.find((attempt) => attempt.id === payment.currentAttemptId);
  if (payment.productChoice !== "auto" || !ways.some((way) => way === current?.product)) return [];
  const goods = payment.goods as Goods;
  const open = ways.filter(
    (way) =>
      way === current?.product || contracts.some((contract) => contract.product === way && covers(contract, goods)),
  );
  return open.length > 1 ? open : [];
}
