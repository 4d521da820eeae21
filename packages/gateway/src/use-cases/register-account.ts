// Registers one set of Alipay credentials with its contracts. Secrets are sealed before they reach the store.
import type { Environment, Product } from "./payment-document.ts";

export type ContractStatus = "under_review" | "active" | "paused" | "expired";
export type ContractInput = {
  product: Product;
  goods: "physical" | "virtual" | "any";
  status: ContractStatus;
  fromMs?: number;
  toMs?: number;
};

export type MapiCredentials = {
  partner: string;
  signType: "MD5" | "RSA";
  md5Key?: string;
  privateKey?: string;
  alipayPublicKey?: string;
  charset?: "utf-8" | "gbk" | "gb2312";
  sellerId?: string;
  sellerEmail?: string;
};
export type OpenapiCredentials = {
  appId: string;
  signType?: "RSA2" | "RSA";
  privateKey: string;
  alipayPublicKey?: string;
  certificates?: { app: string; alipay: string; alipayRoot: string };
  sellerId?: string;
  charset?: "utf-8" | "gbk" | "gb2312";
  aesKey?: string;
};

export type RegisterAccountInput = {
  id?: string;
  environment: Environment;
  /** Gateway address; required for the simulator, otherwise the environment's own. */
  endpoint?: string;
  contracts: ContractInput[];
  requestId: string;
} & ({ protocol: "mapi"; credentials: MapiCredentials } | { protocol: "openapi"; credentials: OpenapiCredentials });

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
