// What may be shown of an account.
import type { FormerKey } from "../../channel/account-credentials.ts";
import { readSettings } from "../../channel/account-settings.ts";
import type { AccountRow, Learnt } from "../../store/accounts.ts";
import type { ContractsTable } from "../../store/tables/accounts.ts";
import type { Context } from "../context.ts";
import type { Environment, Product } from "../payments/payment-document.ts";

export type ContractStatus = "under_review" | "active" | "paused" | "expired";
export type ContractInput = {
  product: Product;
  goods: "physical" | "virtual" | "any";
  status: ContractStatus;
  fromMs?: number;
  toMs?: number;
};
export type ContractView = ContractInput & { id: string; accountId: string };

/** Everything about an account that may be shown; no secret among it. */
export type AccountView = {
  id: string;
  environment: Environment;
  endpoint: string;
  protocol: "mapi" | "openapi";
  /** PID (MAPI) or app id (OpenAPI). */
  identity: string;
  sellerId: string | undefined;
  sellerEmail: string | undefined;
  signType: string;
  charset: string;
  notifyUrl: string;
  disabledAtMs: number | undefined;
  /** Learnt from Alipay's own answers. Without `query` a lost notification can't be recovered. */
  capabilities: { query: Learnt; close: Learnt; refund: Learnt };
  checkedAtMs: number | undefined;
  /** Keys of Alipay's which still verify, and until when. */
  formerKeys: Omit<FormerKey, "text">[];
  contracts: ContractView[];
  createdAtMs: number;
};

/** Throws SealBroken where the master key is another one. */
export function describeAccount(
  context: Pick<Context, "channel" | "publicUrl">,
  row: AccountRow,
  contracts: readonly ContractsTable[],
): AccountView {
  const settings = readSettings(row.settingsJson);
  return {
    id: row.id,
    environment: row.environment as Environment,
    endpoint: row.endpoint,
    protocol: row.protocol === "mapi" ? "mapi" : "openapi",
    identity: row.identity,
    sellerId: settings.sellerId,
    sellerEmail: settings.sellerEmail,
    signType: settings.signType,
    charset: settings.charset,
    notifyUrl: notifyUrlOf(context.publicUrl(), row.id),
    disabledAtMs: row.disabledAtMs ?? undefined,
    capabilities: { query: row.canQuery, close: row.canClose, refund: row.canRefund },
    checkedAtMs: row.checkedAtMs ?? undefined,
    formerKeys: context.channel.formerKeysOf(row),
    contracts: contracts.map(describeContract),
    createdAtMs: row.createdAtMs,
  };
}

export function describeContract(row: ContractsTable): ContractView {
  return {
    id: row.id,
    accountId: row.accountId,
    product: row.product as Product,
    goods: row.goods as ContractInput["goods"],
    status: row.status as ContractStatus,
    ...(row.fromMs === null ? {} : { fromMs: row.fromMs }),
    ...(row.toMs === null ? {} : { toMs: row.toMs }),
  };
}

/** Without a query: Alipay signs what it posts, and own parameters would stand among what is signed. */
export function notifyUrlOf(publicUrl: string, accountId: string): string {
  return `${publicUrl}/notify/${accountId}`;
}
