// What is not known for sure about the real Alipay, each as a switch with the likeliest value as its default. A rule
// of the simulation which nobody could confirm belongs here, not into an if.

export type MapiPrivilegeCode = "HAS_NO_PRIVILEGE" | "ILLEGAL_PARTNER_EXTERFACE" | "ILLEGAL_PARTNER";

export interface Switches {
  /** First gap between two sends of a notification: texts say 2 or 4 minutes. */
  firstRetryGapMinutes: number;
  /** The whole code shown when no contract covers a MAPI service. */
  noContractCode: MapiPrivilegeCode;
  /** The code when the goods are virtual and only physical goods were contracted (or the other way round). */
  wrongGoodsCode: MapiPrivilegeCode;
  /** The code of a MAPI signature made with another key: an article of users names ILLEGAL_PARTNER. */
  wrongKeyCode: "ILLEGAL_SIGN" | "ILLEGAL_PARTNER";
  /** The code when an order number comes again with other content; a misspelt form is quoted by users. */
  changedContentCode: "TRADE_DATA_MATCH_ERROR" | "TRADE_DATE_MATCH_ERROR";
  /** HTTP status of the error page of browser services. */
  errorPageStatus: number;
  /** Fee of these payers counts in the total of an escrow trade. */
  feeInTotal: Array<"BUYER_PAY" | "SELLER_PAY" | "BUYER_PAY_AFTER_RECEIVE">;
  /** When the trade of a page payment and of a QR code comes into being: the cashier is opened, or the buyer confirms. */
  pageTradeCreated: "opened" | "confirmed";
  wapTradeCreated: "opened" | "confirmed";
  qrTradeCreated: "opened" | "confirmed";
  /** Whether WAIT_BUYER_PAY is notified, per kind of trade. */
  notifyWaitBuyerPay: Array<"direct" | "escrow" | "dual" | "openapi">;
  /** Whether an OpenAPI trade which is closed is notified. */
  notifyOpenapiClosed: boolean;
  /** Whether an OpenAPI trade which can't be refunded any more is notified. */
  notifyOpenapiFinished: boolean;
  /** Whether refunds are notified to the payment's notify_url. */
  notifyRefunds: boolean;
  /** Whether a trade belongs to the first buyer who tried to pay it. */
  bindFirstBuyer: boolean;
  /** How far the timestamp of an OpenAPI v2 request may be off; 0: not checked. */
  timestampToleranceMinutes: number;
  /** The same of v3. */
  v3TimestampToleranceMinutes: number;
  /** Whether a v3 nonce may come again in that time. */
  v3NonceMayRepeat: boolean;
  /** HTTP status of a wrong OpenAPI v3 signature. */
  v3SignatureStatus: number;
  /** Above this a scanned payment waits for the buyer (10003). */
  noPasswordLimitFen: number;
  /** Days from payment until TRADE_FINISHED. */
  refundWindowDays: number;
  /** Seconds the merchant has to answer a notification (real time: it is a real network). */
  notifyTimeoutSeconds: number;
}

export const defaultSwitches: Switches = {
  firstRetryGapMinutes: 4,
  noContractCode: "HAS_NO_PRIVILEGE",
  wrongGoodsCode: "ILLEGAL_PARTNER",
  wrongKeyCode: "ILLEGAL_SIGN",
  changedContentCode: "TRADE_DATA_MATCH_ERROR",
  errorPageStatus: 200,
  feeInTotal: ["BUYER_PAY"],
  pageTradeCreated: "opened",
  wapTradeCreated: "confirmed",
  qrTradeCreated: "opened",
  notifyWaitBuyerPay: ["escrow", "dual"],
  notifyOpenapiClosed: true,
  notifyOpenapiFinished: true,
  notifyRefunds: true,
  bindFirstBuyer: false,
  timestampToleranceMinutes: 0,
  v3TimestampToleranceMinutes: 10,
  v3NonceMayRepeat: false,
  v3SignatureStatus: 400,
  noPasswordLimitFen: 100_000,
  refundWindowDays: 365,
  notifyTimeoutSeconds: 10,
};
