// What a step owes to the site, to Alipay and to the owner. Grants (goods, shipping) are given once, on evidence beyond
// doubt; news is told when it is new. Every effect has a key: the same evidence again gives the same keys.
import type { DeliveryName, Effect, IncidentCause, QueryReason } from "./decision.ts";
import type { Evidence } from "./evidence.ts";
import type { Payment, Trade } from "./payment.ts";
import type { Outcome } from "./payment-transitions.ts";
import { reachedAtLeast } from "./trade.ts";

export type Step = {
  before: Payment;
  /** With state, refundedFen and trades of after; its grants are still those of before. */
  after: Payment;
  tradeBefore: Trade;
  trade: Trade;
  evidence: Evidence;
  outcome: Outcome;
  evidenceId: string;
};

/** The effects of a step, and the payment with its grants noted. */
export function paymentEffects(step: Step): { payment: Payment; effects: Effect[] } {
  const { trade, after } = step;
  const effects: Effect[] = [...tradeIncidents(step), ...doubts(step)];
  if (trade.role === "surplus" || trade.role === "superseded") effects.push(...notOurMoney(step));
  if (trade.role !== "payment" && after.state === step.before.state) return { payment: after, effects };
  const granted = grants(step);
  const payment = noteFinish(granted.payment);
  return { payment, effects: [...effects, ...granted.effects, ...news(step, payment)] };
}

function incident(cause: IncidentCause, attemptId: string, suffix = ""): Effect & { type: "open_incident" } {
  return { type: "open_incident", key: `incident:${cause}:${attemptId}${suffix}`, cause, attemptId };
}

function deliver(delivery: DeliveryName): Effect {
  return { type: "deliver", key: delivery, delivery };
}

function tradeIncidents({ outcome, trade, tradeBefore, evidence, ...step }: Step): Effect[] {
  const id = trade.attemptId;
  const effects: Effect[] = [];
  if (outcome.kind === "conflict") effects.push(incident(outcome.reason, id));
  if (isClosedAndPaid(trade) && !isClosedAndPaid(tradeBefore) && !effects.some(isClosedAndPaidIncident))
    effects.push(incident("closed_and_paid", id));
  if (step.before.state === "closed" && outcome.kind === "move" && outcome.incident && trade.role === "payment")
    effects.push(incident(outcome.incident, id));
  if (trade.reached === "held" && tradeBefore.reached !== "held" && trade.refundedFen < trade.amountFen)
    effects.push(incident("seller_cannot_receive", id));
  if (evidence.openRequest !== undefined)
    effects.push({
      ...incident("buyer_refund_request", id, `:${evidence.openRequest}:${step.evidenceId}`),
      detail: evidence.openRequest,
    });
  return effects;
}

const isClosedAndPaidIncident = (effect: Effect): boolean =>
  effect.type === "open_incident" && effect.cause === "closed_and_paid";

function isClosedAndPaid(trade: Trade): boolean {
  return trade.closed && trade.reached !== "none" && trade.refundedFen < trade.amountFen;
}

function doubts(step: Step): Effect[] {
  const { trade, tradeBefore, evidence, outcome } = step;
  // Asking again because of an answer would go round in a circle.
  if (evidence.answered) return [];
  const why = new Map<QueryReason, string>();
  if (evidence.refundReported && evidence.refundedFen === 0n) why.set("refund_amount_unknown", `:${step.evidenceId}`);
  if (outcome.kind === "conflict")
    if (outcome.reason === "refund_before_payment" || outcome.reason === "closed_with_part_refund")
      why.set(outcome.reason, "");
  if (isClosedAndPaid(trade) && !isClosedAndPaid(tradeBefore)) why.set("closed_and_paid", "");
  if (grantFor(step) === "ask") why.set("paid_seen_with_refund", "");
  return [...why].map(([reason, suffix]) => ({
    type: "query_trade",
    key: `query:${reason}:${trade.attemptId}${suffix}`,
    attemptId: trade.attemptId,
    why: reason,
  }));
}

function notOurMoney({ trade, tradeBefore }: Step): Effect[] {
  const effects: Effect[] = [];
  const id = trade.attemptId;
  if (tradeBefore.role === "open")
    effects.push(incident(trade.role === "surplus" ? "surplus" : "superseded_attempt_paid", id));
  const arrived = reachedAtLeast(trade.reached, "settled") && !reachedAtLeast(tradeBefore.reached, "settled");
  const rest = trade.amountFen - trade.refundedFen;
  if (arrived && rest > 0n)
    effects.push({ type: "offer_refund", key: `offer_refund:${id}`, attemptId: id, amountFen: rest });
  return effects;
}

/** Goods: what this very evidence allows. `ask`: it would allow it, were there not a doubt that only Alipay can lift. */
function grantFor({ after, trade, evidence, outcome }: Step): "release" | "ship" | "ask" | "nothing" {
  if (trade.role !== "payment") return "nothing";
  const releases = evidence.kind === "succeeded" || evidence.kind === "finished";
  const ships = evidence.kind === "escrowed" && after.state === "escrow_paid" && outcome.kind !== "conflict";
  const wanted =
    releases && after.state !== "refunded" && !after.facts.goodsReleased
      ? "release"
      : ships && !after.facts.shippingAsked
        ? "ship"
        : "nothing";
  if (wanted === "nothing" || (wanted === "ship" && evidence.openRequest !== undefined)) return "nothing";
  const doubtful = evidence.refundReported || trade.closed || (trade.refundReported && trade.refundedFen === 0n);
  return evidence.answered || !doubtful ? wanted : "ask";
}

function grants(step: Step): { payment: Payment; effects: Effect[] } {
  const { after, trade } = step;
  switch (grantFor(step)) {
    case "release":
      return {
        payment: { ...after, facts: { ...after.facts, goodsReleased: true } },
        effects: [deliver("payment.paid")],
      };
    case "ship":
      return {
        payment: { ...after, facts: { ...after.facts, shippingAsked: true } },
        effects:
          after.goods === "virtual"
            ? [{ type: "ship_virtual", key: "ship_virtual", attemptId: trade.attemptId }]
            : [deliver("payment.escrow_paid")],
      };
    default:
      return { payment: after, effects: [] };
  }
}

/** A site that reads "finished" as "paid" must not get it before the goods are released. */
function noteFinish(payment: Payment): Payment {
  if (payment.state !== "finished" || !payment.facts.goodsReleased) return payment;
  return { ...payment, facts: { ...payment.facts, finishTold: true } };
}

function news({ before, after, outcome }: Step, granted: Payment): Effect[] {
  const effects: Effect[] = [];
  const reached = (state: Payment["state"]): boolean => after.state === state && before.state !== state;
  if (outcome.kind === "move") {
    if (reached("escrow_shipped")) effects.push(deliver("payment.escrow_shipped"));
    if (reached("held")) effects.push(deliver("payment.held"));
    if (reached("closed")) effects.push(deliver("payment.closed"));
  }
  if (granted.facts.finishTold && !before.facts.finishTold) effects.push(deliver("payment.finished"));
  if (after.refundedFen > before.refundedFen)
    effects.push({
      type: "deliver",
      key: `payment.refunded:${after.refundedFen}`,
      delivery: "payment.refunded",
      refundedFen: after.refundedFen,
    });
  return effects;
}
