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
