// What is not known for sure about the real Alipay, each as a switch with the likeliest value as its default. A rule
// of the simulation which nobody could confirm belongs here, not into an if. Set in a world file, or by POST /sim/switches.
export type MapiPrivilegeCode = "HAS_NO_PRIVILEGE" | "ILLEGAL_PARTNER_EXTERFACE" | "ILLEGAL_PARTNER";

/** With the request, when the cashier is opened, or when the buyer confirms. */
export type TradeCreated = "requested" | "opened" | "confirmed";

/** What each is about stands in switches-schema.ts. */
export interface Switches {
  firstRetryGapMinutes: number;
  faceToFaceImmediateRetries: number;
  noContractCode: MapiPrivilegeCode;
  wrongGoodsCode: MapiPrivilegeCode;
  wrongKeyCode: "ILLEGAL_SIGN" | "ILLEGAL_PARTNER";
  changedContentCode: "TRADE_DATA_MATCH_ERROR" | "TRADE_DATE_MATCH_ERROR";
  directChangedContent: "by_field" | "as_escrow";
  unknownFields: "ignored" | "refused";
  escrowPriceCeilingFen: number;
  feeInTotal: Array<"BUYER_PAY" | "SELLER_PAY" | "BUYER_PAY_AFTER_RECEIVE">;
  shipReplyDetails: boolean;
  refundQueryReply: "form" | "xml";
  mapiNoticeCharset: "request" | "utf-8" | "gbk";
  errorPageStatus: number;
  explainErrors: boolean;
  pageTradeCreated: TradeCreated;
  wapTradeCreated: TradeCreated;
  qrTradeCreated: TradeCreated;
  notifyWaitBuyerPay: Array<"direct" | "escrow" | "dual" | "openapi">;
  notifyOpenapiClosed: boolean;
  notifyOpenapiFinished: boolean;
  notifyRefunds: boolean;
  noticeEmptyValuesSigned: boolean;
  bindFirstBuyer: boolean;
  timestampToleranceMinutes: number;
  v3TimestampToleranceMinutes: number;
  v3NonceMayRepeat: boolean;
  v3SignatureStatus: number;
  v3RateLimitStatus: number;
  waitingMessage: string;
  noPasswordLimitFen: number;
  refundWindowDays: number;
  notifyTimeoutSeconds: number;
}

export const defaultSwitches: Switches = {
  firstRetryGapMinutes: 4,
  faceToFaceImmediateRetries: 0,
  noContractCode: "HAS_NO_PRIVILEGE",
  wrongGoodsCode: "ILLEGAL_PARTNER",
  wrongKeyCode: "ILLEGAL_SIGN",
  changedContentCode: "TRADE_DATA_MATCH_ERROR",
  directChangedContent: "by_field",
  unknownFields: "ignored",
  escrowPriceCeilingFen: 10_000_000_000,
  feeInTotal: ["BUYER_PAY"],
  shipReplyDetails: true,
  refundQueryReply: "form",
  mapiNoticeCharset: "request",
  errorPageStatus: 200,
  explainErrors: true,
  pageTradeCreated: "opened",
  wapTradeCreated: "confirmed",
  qrTradeCreated: "opened",
  notifyWaitBuyerPay: ["escrow", "dual"],
  notifyOpenapiClosed: true,
  notifyOpenapiFinished: true,
  notifyRefunds: true,
  noticeEmptyValuesSigned: true,
  bindFirstBuyer: false,
  timestampToleranceMinutes: 0,
  v3TimestampToleranceMinutes: 10,
  v3NonceMayRepeat: false,
  v3SignatureStatus: 400,
  v3RateLimitStatus: 429,
  waitingMessage: "order success pay inprocess",
  noPasswordLimitFen: 100_000,
  refundWindowDays: 365,
  notifyTimeoutSeconds: 10,
};
