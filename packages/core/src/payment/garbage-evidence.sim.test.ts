// Evidence which no Alipay would send, on three attempts at once: the machine answers everything, and money stays safe.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  balancesOf,
  decide,
  decodeFacts,
  type Effect,
  encodeFacts,
  newPayment,
  type Payment,
  type PaymentEvent,
  type PaymentState,
  type Posting,
  type TradeKind,
  tradeStatuses,
} from "../index.ts";
import { stateOfTrade } from "./trade.ts";

const amountFen = 100n;
const attemptId = fc.constantFrom("a1", "a2", "__proto__");
// Mostly the right amounts, or nothing but contradictions would come out.
const fen = fc.oneof(
  { weight: 6, arbitrary: fc.constant(amountFen) },
  { weight: 2, arbitrary: fc.bigInt({ min: 0n, max: 100n }) },
  { weight: 1, arbitrary: fc.bigInt({ min: -200n, max: 1_000n }) },
);

const reports = fc.record(
  {
    type: fc.constant("trade_reported" as const),
    source: fc.constantFrom("notification" as const, "query" as const),
    attemptId,
    attemptCurrent: fc.boolean(),
    status: fc.constantFrom(...tradeStatuses, "UNKNOWN" as const),
    totalFen: fen,
    isTotalAdjusted: fc.boolean(),
    refundedFen: fen,
    refundStatus: fc.constantFrom("REFUND_SUCCESS", "REFUND_CLOSED", "WAIT_SELLER_AGREE", "", "NEW_STATUS"),
    refundAtMs: fc.constantFrom(1, 2),
    evidenceId: fc.constantFrom("n1", "n2"),
  },
  { requiredKeys: ["type", "source", "attemptId", "attemptCurrent", "status", "totalFen"] },
);

const events: fc.Arbitrary<PaymentEvent> = fc.oneof(
  { weight: 8, arbitrary: reports },
  fc.record({ type: fc.constant("close_confirmed" as const), attemptId, attemptCurrent: fc.boolean() }),
  fc.record({ type: fc.constant("shipment_accepted" as const), attemptId }),
  fc.record({ type: fc.constant("refund_reported" as const), attemptId, refundedFen: fen }),
  fc.constant({ type: "expired" as const }),
);

const kinds = fc.constantFrom<TradeKind>("direct", "escrow", "dual");
const goods = fc.constantFrom<"physical" | "virtual">("physical", "virtual");
const chain: PaymentState[] = [
  "unpaid",
  "closed",
  "escrow_paid",
  "escrow_shipped",
  "held",
  "paid",
  "finished",
  "refunded",
];

/** What the facts alone say; the table must never disagree. */
function stateOfFacts(payment: Payment): PaymentState {
  const paying = payment.facts.trades.find((trade) => trade.attemptId === payment.settledAttemptId);
  const state = paying === undefined ? "unpaid" : stateOfTrade(paying);
  if (state !== "unpaid" && state !== "closed") return state;
  return payment.facts.over ? "closed" : "unpaid";
}

type Walk = { payment: Payment; postings: Posting[]; effects: Effect[] };

function walk(
  on: { kind: TradeKind; goods: "physical" | "virtual"; events: PaymentEvent[] },
  check: (w: Walk) => void,
) {
  const seen: Walk = { payment: newPayment({ ...on, amountFen }), postings: [], effects: [] };
  for (const event of on.events) {
    const decision = decide(seen.payment, event);
    if (decision.kind !== "ignore") {
      seen.payment = decision.payment;
      seen.postings.push(...decision.postings);
      seen.effects.push(...decision.effects);
    }
    check(seen);
  }
}

const walks = fc.record({ kind: kinds, goods, events: fc.array(events, { maxLength: 25 }) });
const runs = { numRuns: process.env["DEDEPAY_SOAK"] === "1" ? 20_000 : 2_000 };

test("every event on every payment has an answer, and the state is always what the facts say", () => {
  fc.assert(
    fc.property(walks, (on) => {
      walk(on, ({ payment }) => expect(payment.state).toBe(stateOfFacts(payment)));
    }),
    runs,
  );
});

test("a payment only moves forward, its refunded sum only grows, and a refunded payment stays refunded", () => {
  fc.assert(
    fc.property(walks, (on) => {
      let rank = 0;
      let refundedFen = 0n;
      walk(on, ({ payment }) => {
        expect(chain.indexOf(payment.state)).toBeGreaterThanOrEqual(rank);
        expect(payment.refundedFen).toBeGreaterThanOrEqual(refundedFen);
        expect(payment.refundedFen).toBeLessThanOrEqual(amountFen);
        expect(payment.state === "refunded").toBe(payment.refundedFen === amountFen);
        rank = chain.indexOf(payment.state);
        refundedFen = payment.refundedFen;
      });
    }),
    runs,
  );
});

test("at most one payment.paid and one payment.escrow_paid, whatever arrives, and one attempt pays", () => {
  fc.assert(
    fc.property(walks, (on) => {
      walk(on, ({ effects, payment }) => {
        for (const key of ["payment.paid", "payment.escrow_paid", "payment.finished", "payment.closed", "ship_virtual"])
          expect(effects.filter((effect) => effect.key === key).length).toBeLessThanOrEqual(1);
        expect(payment.facts.trades.filter(({ role }) => role === "payment").length).toBeLessThanOrEqual(1);
      });
    }),
    runs,
  );
});

test("postings sum to zero, have a key each, and leave no account but the buyer's below zero", () => {
  fc.assert(
    fc.property(walks, (on) => {
      walk(on, ({ postings }) => {
        const balances = balancesOf(postings);
        expect(Object.values(balances).reduce((sum, balance) => sum + balance, 0n)).toBe(0n);
        for (const account of ["alipay_held", "merchant", "surplus", "refund_reserved"] as const)
          expect(balances[account]).toBeGreaterThanOrEqual(0n);
        expect(new Set(postings.map(({ key }) => key)).size).toBe(postings.length);
        for (const posting of postings) expect(posting.amountFen).toBeGreaterThan(0n);
      });
    }),
    runs,
  );
});

test("the merchant's account holds what the paying attempt brought less what went back, or nothing", () => {
  fc.assert(
    fc.property(walks, (on) => {
      walk(on, ({ payment, postings }) => {
        const paying = payment.facts.trades.find(({ role }) => role === "payment");
        const settled = paying?.reached === "settled" || paying?.reached === "finished";
        expect(balancesOf(postings).merchant).toBe(settled ? amountFen - payment.refundedFen : 0n);
      });
    }),
    runs,
  );
});

test("the same event twice in a row books nothing and owes nothing new the second time", () => {
  fc.assert(
    fc.property(walks, (on) => {
      let payment = newPayment({ ...on, amountFen });
      for (const event of on.events) {
        const first = decide(payment, event);
        if (first.kind === "ignore") continue;
        payment = first.payment;
        const again = decide(payment, event);
        if (again.kind === "ignore") continue;
        expect(again.payment).toEqual(payment);
        expect(again.postings).toEqual([]);
        const keys = first.effects.map(({ key }) => key);
        for (const effect of again.effects) expect(keys).toContain(effect.key);
      }
    }),
    runs,
  );
});

test("the facts survive their document unchanged", () => {
  fc.assert(
    fc.property(walks, (on) => {
      walk(on, ({ payment }) => expect(decodeFacts(encodeFacts(payment.facts))).toEqual(payment.facts));
    }),
    { numRuns: 300 },
  );
});
