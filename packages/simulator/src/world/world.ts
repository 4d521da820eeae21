// What a simulation consists of before anything happens: accounts with their keys and contracts, buyers, switches.
// Plain data, the same as the JSON file. It must not know the running state (trades, balances, notifications).
import type { Product } from "./product.ts";
import type { Switches } from "./switches.ts";
import type { TradeSeed } from "./trade-seed.ts";

export interface World {
  accounts: Account[];
  buyers: Buyer[];
  /** What the real Alipay is not known to do for sure; left out ones take their default. */
  switches?: Partial<Switches>;
  /** Trades which are there from the start. */
  trades?: TradeSeed[];
}

export type Account = MapiPartner | OpenapiApp;

/** What was signed with Alipay. `from` and `to` are ISO-8601 moments; at `to` it has ended. */
export interface Contract {
  product: Product;
  goods: "physical" | "virtual" | "any";
  status: "active" | "closed";
  from?: string;
  to?: string;
  /** False: the basic product, whose paid trades are finished at once and can't be refunded by the API. */
  refundable?: boolean;
}

/** `report`: the account's log by account.page.query. */
export type Capability = "query" | "close" | "refund" | "timeout" | "report";

interface AccountBase {
  /** Our own name of the account, for people. */
  id: string;
  label: string;
  status: "active" | "inactive";
  /** The seller's present login; former ones are refused as SELLER_NOT_EXIST. */
  sellerEmail: string;
  formerEmails: string[];
  /** The seller's account can't receive: frozen. */
  frozen?: boolean;
  contracts: Contract[];
  /** Services beside paying which this account may call. */
  capabilities: Capability[];
  /** What the seller has at the start; refunds are paid from it and from what comes in. */
  balanceFen?: number;
}

export interface MapiPartner extends AccountBase {
  protocol: "mapi";
  /** PID, 2088 and 12 digits; it is also the seller's user number. */
  partner: string;
  md5Key: string;
  /** RSA: what the merchant signs with (so that a client can be configured) and what was uploaded. Base64 DER or PEM. */
  privateKey?: string;
  publicKey?: string;
  /** RSA: what Alipay signs with for this partner. */
  alipayPrivateKey?: string;
  alipayPublicKey?: string;
  /** Asks for anti_phishing_key and exter_invoke_ip. */
  antiPhishing?: boolean;
  /** Errors of browser services are told to error_notify_url; Alipay grants that to few. */
  errorNotices?: boolean;
}

export interface OpenapiApp extends AccountBase {
  protocol: "openapi";
  appId: string;
  /** The PID which the app collects for. */
  sellerId: string;
  signType: "RSA2" | "RSA";
  privateKey: string;
  publicKey: string;
  alipayPrivateKey: string;
  alipayPublicKey: string;
  /** Certificate mode when present (PEM texts). */
  certificates?: { app: string; alipay: string; alipayRoot: string };
  /** Base64 of 16 bytes: content encryption is on. */
  aesKey?: string;
}

export interface Buyer {
  /** 2088 and 12 digits. */
  userId: string;
  logonId: string;
  name: string;
  balanceFen: number;
  status: "normal" | "frozen" | "unverified";
}

/** The PID whose trades the account makes. */
export function sellerIdOf(account: Account): string {
  return account.protocol === "mapi" ? account.partner : account.sellerId;
}
