// Payment and refund state machines and ledger postings; pure.
export { balancesOf } from "./ledger/balances-of.ts";
export type { LedgerAccount, Posting } from "./ledger/posting.ts";
export { decide } from "./payment/decide.ts";
export type {
  ConflictReason,
  Decision,
  DeliveryName,
  Effect,
  IgnoreReason,
  IncidentCause,
  QueryReason,
} from "./payment/decision.ts";
export { type EvidenceKind, evidenceKinds } from "./payment/evidence.ts";
export { decodeFacts, encodeFacts } from "./payment/facts-document.ts";
export { isTerminal } from "./payment/is-terminal.ts";
export { newPayment } from "./payment/new-payment.ts";
export type {
  GoodsKind,
  MoneyReached,
  Payment,
  PaymentFacts,
  PaymentState,
  Trade,
  TradeKind,
  TradeRole,
} from "./payment/payment.ts";
export {
  type EvidenceSource,
  type PaymentEvent,
  type ReportedTrade,
  type TradeReported,
  tradeReported,
} from "./payment/payment-event.ts";
export { type Outcome, paymentTransitions, type TransitionTable } from "./payment/payment-transitions.ts";
export { readTradeStatus, type TradeStatus, tradeStatuses } from "./payment/trade-status.ts";
export { attributeRefunds, type RefundAttribution } from "./refund/attribute-refunds.ts";
export { decideRefund } from "./refund/decide-refund.ts";
export { nextBeijingMidnightMs } from "./refund/next-beijing-midnight.ts";
export { proveRefund } from "./refund/prove-refund.ts";
export { isOpenRefund, type Refund, type RefundState, type RefundWay } from "./refund/refund.ts";
export type { RefundConflictReason, RefundDecision, RefundIgnoreReason } from "./refund/refund-decision.ts";
export { type RefundEvent, type RefundEventType, refundEventTypes } from "./refund/refund-event.ts";
export { type RefundOutcome, type RefundTable, refundTransitions } from "./refund/refund-transitions.ts";
export {
  type RefundRefusal,
  type RefundRequest,
  type RefundRequestDecision,
  refundableFen,
  requestRefund,
} from "./refund/request-refund.ts";
