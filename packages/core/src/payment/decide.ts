// The payment machine: looks the pair up in the table, joins the facts, and says what follows. Pure and total: any event on
// any payment has an answer, garbage too. Knows no clock, no store, no wire format.
import type { ConflictReason, Decision } from "./decision.ts";
import { readEvidence } from "./evidence.ts";
import type { Payment, PaymentState, Trade, TradeRole } from "./payment.ts";
import { paymentEffects, type Step } from "./payment-effects.ts";
import type { PaymentEvent } from "./payment-event.ts";
import { paymentTransitions } from "./payment-transitions.ts";
import { hasMoney, joinTrade, stateOfTrade } from "./trade.ts";
import { tradePostings } from "./trade-postings.ts";

type AttemptEvent = Exclude<PaymentEvent, { type: "expired" }>;

/** What a verified event does to a payment. The rules and their reasons: docs/decisions, "payment machine". */
export function decide(payment: Payment, event: PaymentEvent): Decision {
  if (event.type === "expired") return decideExpiry(payment);
  const before = payment.facts.trades.find((trade) => trade.attemptId === event.attemptId) ?? openTrade(payment, event);
  const evidence = readEvidence(event, before.amountFen);
  if ("contradiction" in evidence) return refuse(payment, evidence.contradiction, event);
  const joined = joinTrade(before, evidence);
  const current = isCurrent(event) && before.amountFen === payment.amountFen;
  const trade = { ...joined, role: roleOf(payment, joined, current) };
  const counts = trade.role === "payment" || (trade.role === "open" && current && !isClaimed(payment));
  const row = counts ? payment.state : stateOfTrade(before);
  const outcome = paymentTransitions[payment.kind][row][evidence.kind];
  const target = outcome.kind === "stay" ? undefined : outcome.to;
  const step: Step = {
    before: payment,
    after: withTrade(payment, trade, {
      state: counts ? (target ?? payment.state) : payment.state,
      over: payment.facts.over || (counts && evidence.closed),
    }),
    tradeBefore: before,
    trade,
    evidence,
    outcome,
    evidenceId: evidenceIdOf(event),
  };
  return conclude(step);
}

function conclude(step: Step): Decision {
  const { before, trade, tradeBefore, outcome } = step;
  const { payment, effects } = paymentEffects(step);
  const changed =
    !sameTrade(tradeBefore, trade) || payment.state !== before.state || payment.facts.over !== before.facts.over;
  const result = {
    payment: changed || payment.facts !== step.after.facts ? payment : before,
    events: happenings(step),
    postings: trade.role === "open" ? [] : tradePostings(tradeBefore, trade),
    effects,
  };
  if (outcome.kind === "conflict") return { kind: "conflict", reason: outcome.reason, ...result };
  if (changed && trade.role === "surplus") return { kind: "conflict", reason: "surplus", ...result };
  if (changed && trade.role === "superseded") return { kind: "conflict", reason: "superseded_attempt_paid", ...result };
  if (changed || effects.length > 0) return { kind: "move", ...result };
  return { kind: "ignore", reason: outcome.kind === "stay" ? outcome.reason : "already_known" };
}

function decideExpiry(payment: Payment): Decision {
  const outcome = paymentTransitions[payment.kind][payment.state].expired;
  if (outcome.kind !== "move")
    return { kind: "ignore", reason: outcome.kind === "stay" ? outcome.reason : "has_money" };
  return {
    kind: "move",
    payment: { ...payment, state: outcome.to, facts: { ...payment.facts, over: true } },
    events: [`payment.${outcome.to}`],
    postings: [],
    effects: [{ type: "deliver", key: "payment.closed", delivery: "payment.closed" }],
  };
}

function refuse(payment: Payment, reason: ConflictReason, event: AttemptEvent): Decision {
  const { attemptId } = event;
  // A price that is changed again is news.
  const isPrice = reason === "price_changed_by_seller" || reason === "changed_price_paid";
  const price = isPrice && event.type === "trade_reported" ? `:${event.totalFen}` : "";
  const key = `incident:${reason}:${attemptId}${price}`;
  const effects = [{ type: "open_incident" as const, key, cause: reason, attemptId }];
  return { kind: "conflict", reason, payment, events: [], postings: [], effects };
}

function openTrade(payment: Payment, event: AttemptEvent): Trade {
  // The content of a replaced attempt is not the payment's any more, so its amount isn't either.
  const amountFen = event.type === "trade_reported" && !event.attemptCurrent ? event.totalFen : payment.amountFen;
  return {
    attemptId: event.attemptId,
    role: "open",
    amountFen,
    reached: "none",
    closed: false,
    refundReported: false,
    refundedFen: 0n,
  };
}

function isCurrent(event: AttemptEvent): boolean {
  return "attemptCurrent" in event ? event.attemptCurrent : true;
}

function isClaimed(payment: Payment): boolean {
  return payment.settledAttemptId !== undefined;
}

/** Decided once, at the first evidence of money: what is already shipped or delivered cannot be re-assigned. */
function roleOf(payment: Payment, trade: Trade, current: boolean): TradeRole {
  if (trade.role !== "open" || !hasMoney(trade)) return trade.role;
  if (!current) return "superseded";
  return isClaimed(payment) ? "surplus" : "payment";
}

function withTrade(payment: Payment, trade: Trade, now: { state: PaymentState; over: boolean }): Payment {
  const others = payment.facts.trades.filter((other) => other.attemptId !== trade.attemptId);
  const trades = [...others, trade].sort((a, b) => (a.attemptId < b.attemptId ? -1 : 1));
  const next: Payment = { ...payment, state: now.state, facts: { ...payment.facts, over: now.over, trades } };
  return trade.role === "payment"
    ? { ...next, refundedFen: trade.refundedFen, settledAttemptId: trade.attemptId }
    : next;
}

function sameTrade(a: Trade, b: Trade): boolean {
  return (
    a.role === b.role &&
    a.reached === b.reached &&
    a.closed === b.closed &&
    a.refundReported === b.refundReported &&
    a.refundedFen === b.refundedFen
  );
}

function evidenceIdOf(event: AttemptEvent): string {
  if (event.type !== "trade_reported") return "";
  return event.evidenceId ?? (event.refundAtMs === undefined ? "" : String(event.refundAtMs));
}

/** Names for the payment's log, in the past tense. */
function happenings({ before, after, trade, tradeBefore }: Step): string[] {
  const events: string[] = [];
  if (after.state !== before.state) events.push(`payment.${after.state}`);
  if (trade.role !== "payment" && stateOfTrade(trade) !== stateOfTrade(tradeBefore))
    events.push(`${trade.role === "open" ? "attempt" : trade.role}.${stateOfTrade(trade)}`);
  if (trade.refundedFen > tradeBefore.refundedFen && stateOfTrade(trade) !== "refunded")
    events.push(trade.role === "payment" ? "payment.part_refunded" : `${trade.role}.part_refunded`);
  return events;
}
