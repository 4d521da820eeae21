// What may be shown of an account.
import { readSettings } from "../channel/account-settings.ts";
import type { AccountsTable, ContractsTable } from "../store/tables/accounts.ts";
import type { Environment, Product } from "./payment-document.ts";

export type ContractStatus = "under_review" | "active" | "paused" | "expired";
export type ContractInput = {
  product: Product;
  goods: "physical" | "virtual" | "any";
  status: ContractStatus;
  fromMs?: number;
  toMs?: number;
};

/** Everything about an account that may be shown; no secret among it. */
export type AccountView = {
  id: string;
  environment: Environment;
  endpoint: string;
  protocol: "mapi" | "openapi";
  /** PID (MAPI) or app id (OpenAPI). */
  identity: string;
  sellerId: string | undefined;
  signType: string;
  charset: string;
  notifyUrl: string;
  contracts: ContractInput[];
  createdAtMs: number;
};

export function describeAccount(row: AccountsTable, contracts: ContractsTable[], publicUrl: string): AccountView {
  const settings = readSettings(row.settingsJson);
  return {
    id: row.id,
    environment: row.environment as Environment,
    endpoint: row.endpoint,
    protocol: row.protocol === "mapi" ? "mapi" : "openapi",
    identity: row.identity,
    sellerId: settings.sellerId,
    signType: settings.signType,
    charset: settings.charset,
    notifyUrl: notifyUrlOf(publicUrl, row.id),
    contracts: contracts.map((contract) => ({
      product: contract.product as Product,
      goods: contract.goods as ContractInput["goods"],
      status: contract.status as ContractStatus,
      ...(contract.fromMs === null ? {} : { fromMs: contract.fromMs }),
      ...(contract.toMs === null ? {} : { toMs: contract.toMs }),
    })),
    createdAtMs: row.createdAtMs,
  };
}

/** Without a query: Alipay signs what it posts, and own parameters would stand among what is signed. */
export function notifyUrlOf(publicUrl: string, accountId: string): string {
  return `${publicUrl}/notify/${accountId}`;
}
