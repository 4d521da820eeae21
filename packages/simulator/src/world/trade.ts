// One trade at Alipay and the order it was made from. Data only; trade-machine.ts says what may happen to it.

import type { Charset } from "@dedepay/alipay";
import type { Product } from "./product.ts";
import type { Account } from "./world.ts";

export type TradeStatus =
  | "WAIT_BUYER_PAY"
  | "WAIT_SELLER_SEND_GOODS"
  | "WAIT_BUYER_CONFIRM_GOODS"
  | "TRADE_SUCCESS"
  | "TRADE_FINISHED"
  | "TRADE_CLOSED"
  | "TRADE_PENDING";

export type TradeKind = "direct" | "escrow" | "dual";

/** What a merchant asked to be paid, after all checks. A trade is made from it at once, or when the buyer comes. */
export interface Order {
  account: Account;
  sellerId: string;
  service: string;
  product: Product;
  kind: TradeKind;
  outTradeNo: string;
  totalFen: bigint;
  subject: string;
  body: string;
  charset: Charset;
  /** How the request was signed, and so how what comes back is signed. */
  signType: "MD5" | "RSA" | "RSA2";
  notifyUrl: string | undefined;
  returnUrl: string | undefined;
  /** Life of the unpaid trade. */
  lifeMs: number;
  /** Moment after which it can't be paid, whatever the life says. */
  expiresAtMs: number | undefined;
  /** Merchant's fields which come back in notifications and queries. */
  fields: ReadonlyMap<string, string>;
}

export interface Refund {
  /** out_request_no, or batch_no. */
  requestNo: string;
  amountFen: bigint;
  reason: string;
  atMs: number;
  /** Whether the money has moved; false for the first answers of a slow refund. */
  moved: boolean;
  /** When it will, for a slow refund. */
  movesAtMs?: number;
}

export interface Trade {
  readonly tradeNo: string;
  readonly order: Order;
  status: TradeStatus;
  /** Which of the two a dual trade became. */
  branch: "instant" | "escrow" | undefined;
  /** Total to pay; differs from the order's where the seller changed the price. */
  totalFen: bigint;
  buyerId: string | undefined;
  readonly createdMs: number;
  readonly expiresMs: number;
  paidMs: number | undefined;
  sentMs: number | undefined;
  closedMs: number | undefined;
  refundedMs: number | undefined;
  refundedFen: bigint;
  refundStatus: string | undefined;
  /** Replaced by concat(), never pushed to, as the notices: most trades have none. */
  refunds: readonly Refund[];
  /** Token of the visit through which the buyer sees it, if there was one. */
  cashierToken: string | undefined;
  shipment: Shipment | undefined;
  /** Replaced by concat(), never pushed to: a grown array costs more than the notice. */
  notices: readonly NoticeSummary[];
  cancelExpiry: (() => void) | undefined;
}

export interface Shipment {
  logisticsName: string;
  invoiceNo: string | undefined;
  transportType: string;
}

/** What is kept of a notification for people to read. */
export interface NoticeSummary {
  notifyId: string;
  status: string;
  state: "pending" | "acknowledged" | "given_up" | "withheld";
  /** Given where it was not Alipay who sent it. */
  sender?: "forger" | "replayer";
  attempts: readonly NoticeAttempt[];
}

/** When it was acknowledged (nearly all are, and a number weighs little), or what became of it instead. */
export type NoticeAttempt = number | FailedAttempt;

export interface FailedAttempt {
  atMs: number;
  /** HTTP status, or why there was none. */
  outcome: string;
  /** Start of the answer. */
  answer: string | undefined;
}
