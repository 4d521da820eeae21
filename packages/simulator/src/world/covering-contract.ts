// Which contract of an account covers a product at a moment, and why none does.
import type { Product } from "./product.ts";
import type { Account, Contract } from "./world.ts";

export type ContractAnswer =
  | { covered: true; contract: Contract }
  | { covered: false; reason: "none" | "closed" | "not_yet" | "ended" | "goods"; contract?: Contract };

/** Looks for a contract over the product which is in force at nowMs; goods is what the request says it sells, if it says. */
export function coveringContract(
  account: Account,
  product: Product,
  at: { nowMs: number; goods?: "physical" | "virtual" | undefined },
): ContractAnswer {
  const candidates = account.contracts.filter((contract) => contract.product === product);
  const inForce = candidates.filter((contract) => lapse(contract, at.nowMs) === undefined);
  const fitting = inForce.find(({ goods }) => at.goods === undefined || goods === "any" || goods === at.goods);
  if (fitting !== undefined) return { covered: true, contract: fitting };
  const [first] = inForce;
  if (first !== undefined) return { covered: false, reason: "goods", contract: first };
  const [lapsed] = candidates;
  if (lapsed === undefined) return { covered: false, reason: "none" };
  return { covered: false, reason: lapse(lapsed, at.nowMs) ?? "none", contract: lapsed };
}

function lapse(contract: Contract, nowMs: number): "closed" | "not_yet" | "ended" | undefined {
  if (contract.status === "closed") return "closed";
  if (contract.from !== undefined && nowMs < Date.parse(contract.from)) return "not_yet";
  if (contract.to !== undefined && nowMs >= Date.parse(contract.to)) return "ended";
  return undefined;
}
