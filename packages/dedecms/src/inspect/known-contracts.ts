// What is known about the products contracted with Alipay, and where from. The files of a shop say nothing about it.

/** The three products which the stock plugin can ask for. */
export type PluginProduct = "direct" | "escrow" | "dual";

export type KnownContract = {
  readonly product: string;
  readonly goods: "physical" | "virtual" | "any";
  readonly status: string;
  readonly fromMs?: number;
  readonly toMs?: number;
};

export type KnownContracts = {
  /** "gateway": an account there has this PID. "said": somebody named the products. */
  readonly source: "gateway" | "said";
  readonly contracts: readonly KnownContract[];
};

/** `alipay_pay_method` to the service which is called and the product it needs. */
export const payMethods: Readonly<
  Record<
    string,
    { readonly service: string; readonly product: PluginProduct; readonly zh: string; readonly en: string }
  >
> = {
  "0": { service: "trade_create_by_buyer", product: "dual", zh: "标准双接口", en: "dual" },
  "1": { service: "create_partner_trade_by_buyer", product: "escrow", zh: "担保交易", en: "escrow" },
  "2": { service: "create_direct_pay_by_user", product: "direct", zh: "即时到账", en: "direct" },
};

/** Why a contract does not count at this moment; undefined where it does. */
export function contractTrouble(contract: KnownContract, nowMs: number): string | undefined {
  if (contract.status !== "active") return contract.status;
  if (contract.fromMs !== undefined && nowMs < contract.fromMs) return "not_yet_effective";
  return contract.toMs !== undefined && nowMs >= contract.toMs ? "expired" : undefined;
}
