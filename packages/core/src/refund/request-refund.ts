// May this refund be asked for, and how much is left? The amount is reserved before anything is sent.
import type { Posting } from "../ledger/posting.ts";
import type { Effect } from "../payment/decision.ts";
import type { Payment, Trade } from "../payment/payment.ts";
import { isOpenRefund, type Refund, type RefundWay } from "./refund.ts";

export type RefundRefusal =
  | "amount_not_positive"
  | "refund_id_taken"
  /** No money of this attempt is known. */
  | "nothing_paid"
  /** The money is in escrow or pending: the buyer asks for it back at Alipay. */
  | "money_not_settled"
  /** TRADE_FINISHED: Alipay's interface refunds no more, only its console or a transfer. */
  | "trade_finished"
  /** Alipay spoke of a refund without its amount: query first. */
  | "refunded_amount_unknown"
  | "over_the_rest";

export type RefundRequestDecision =
  | { kind: "move"; refund: Refund; events: string[]; postings: Posting[]; effects: Effect[] }
  | { kind: "conflict"; reason: RefundRefusal; availableFen: bigint };

export type RefundRequest = { refundId: string; attemptId: string; amountFen: bigint; way: RefundWay };

/** Reserves the amount, or says why not and how much is available (fen). `refunds`: all of this payment. */
export function requestRefund(on: {
  payment: Payment;
  refunds: readonly Refund[];
  request: RefundRequest;
}): RefundRequestDecision {
  const { refundId, attemptId, amountFen, way } = on.request;
  const trade = on.payment.facts.trades.find((candidate) => candidate.attemptId === attemptId);
  const availableFen = trade === undefined ? 0n : refundableFen(trade, on.refunds);
  const refusal = refusalOf({ ...on, trade, availableFen });
  if (trade === undefined || refusal !== undefined)
    return { kind: "conflict", reason: refusal ?? "nothing_paid", availableFen };
  const account = trade.role === "payment" ? "merchant" : "surplus";
  const refund: Refund = {
    refundId,
    attemptId,
    way,
    state: "requested",
    amountFen,
    account,
    refundedBeforeFen: trade.refundedFen,
    submissions: 0,
  };
  return {
    kind: "move",
    refund,
    events: ["refund.requested"],
    postings: [{ key: `refund_reserved:${refundId}`, from: account, to: "refund_reserved", asset: "CNY", amountFen }],
    effects: way === "mapi_password" ? [] : [{ type: "submit_refund", key: `submit_refund:${refundId}:0`, refundId }],
  };
}

/** What can still be asked for, fen: paid, less what went back, less what is reserved. Never below zero. */
export function refundableFen(trade: Trade, refunds: readonly Refund[]): bigint {
  let reservedFen = 0n;
  let succeededFen = 0n;
  for (const refund of refunds) {
    if (refund.attemptId !== trade.attemptId) continue;
    if (isOpenRefund(refund)) reservedFen += refund.amountFen;
    if (refund.state === "succeeded") succeededFen += refund.amountFen;
  }
  const wentBackFen = trade.refundedFen > succeededFen ? trade.refundedFen : succeededFen;
  const restFen = trade.amountFen - wentBackFen - reservedFen;
  return restFen > 0n ? restFen : 0n;
}

function refusalOf(on: {
  refunds: readonly Refund[];
  request: RefundRequest;
  trade: Trade | undefined;
  availableFen: bigint;
}): RefundRefusal | undefined {
  const { trade, request } = on;
  if (request.amountFen <= 0n) return "amount_not_positive";
  if (on.refunds.some((refund) => refund.refundId === request.refundId)) return "refund_id_taken";
  if (trade === undefined || trade.reached === "none") return "nothing_paid";
  if (trade.reached === "finished") return "trade_finished";
  if (trade.reached !== "settled") return "money_not_settled";
  if (trade.refundReported && trade.refundedFen === 0n) return "refunded_amount_unknown";
  return request.amountFen > on.availableFen ? "over_the_rest" : undefined;
}
