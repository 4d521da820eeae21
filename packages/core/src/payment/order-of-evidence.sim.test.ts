// A small model of Alipay's trades makes histories which can really happen; the machine gets them in any order, with any
// repetition, and must end in one state, with one set of sums, never handing out goods twice or for money that went back.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  balancesOf,
  type Decision,
  decide,
  type Effect,
  newPayment,
  type Payment,
  type PaymentEvent,
  type Posting,
  type ReportedTrade,
  type TradeKind,
  tradeReported,
} from "../index.ts";

const totalFen = 10_000n;

type Seen = { payment: Payment; postings: Posting[]; effects: Effect[]; reasons: string[] };

function start(kind: TradeKind, goods: "physical" | "virtual"): Seen {
  return { payment: newPayment({ kind, goods, amountFen: totalFen }), postings: [], effects: [], reasons: [] };
}

function see(seen: Seen, event: PaymentEvent): Decision {
  const decision = decide(seen.payment, event);
  if (decision.kind !== "move") seen.reasons.push(decision.reason);
  if (decision.kind === "ignore") return decision;
  seen.payment = decision.payment;
  seen.postings.push(...decision.postings);
  seen.effects.push(...decision.effects);
  return decision;
}

/** One fact of a trade as Alipay would tell it: by notification, by query, or both. */
type Step = { status: string; refundedFen: bigint; refundStatus?: string };
type History = { kind: TradeKind; goods: "physical" | "virtual"; protocol: "mapi" | "openapi"; steps: Step[] };

/** MAPI notifications name no refunded amount; OpenAPI queries name no refund at all. */
function tell(step: Step, history: History, source: "notification" | "query"): PaymentEvent {
  const refunded = step.refundedFen > 0n;
  const mapi = history.protocol === "mapi";
  const refundStatus = refunded ? "REFUND_SUCCESS" : step.refundStatus;
  const facts: ReportedTrade = {
    tradeStatus: step.status,
    totalFen,
    ...(refunded && mapi === (source === "query") ? { refundedFen: step.refundedFen } : {}),
    ...(mapi && refundStatus !== undefined ? { refundStatus } : {}),
  };
  return tradeReported(facts, { source, attemptId: "a1", attemptCurrent: true });
}

const step = (status: string, refundedFen = 0n): Step => ({ status, refundedFen });

/** Cumulative amounts of partial refunds, rising, below the whole. */
const partials = fc
  .uniqueArray(fc.bigInt({ min: 1n, max: totalFen - 1n }), { maxLength: 3 })
  .map((amounts) => amounts.toSorted((a, b) => (a < b ? -1 : 1)));

const instantWay = fc
  .record({
    waits: fc.boolean(),
    held: fc.boolean(),
    basic: fc.boolean(),
    partials,
    end: fc.constantFrom("open", "finished", "refunded", "never_paid"),
  })
  .map(({ waits, held, basic, partials: parts, end }): Step[] => {
    const steps = waits || end === "never_paid" ? [step("WAIT_BUYER_PAY")] : [];
    if (end === "never_paid") return [...steps, step("TRADE_CLOSED")];
    if (basic) return [...steps, step("TRADE_FINISHED")];
    if (held) steps.push(step("TRADE_PENDING"));
    if (held && end === "refunded") return [...steps, step("TRADE_CLOSED", totalFen)];
    steps.push(step("TRADE_SUCCESS"), ...parts.map((amount) => step("TRADE_SUCCESS", amount)));
    if (end === "finished") steps.push(step("TRADE_FINISHED", parts.at(-1) ?? 0n));
    if (end === "refunded") steps.push(step("TRADE_CLOSED", totalFen));
    return steps;
  });

const escrowWay = fc
  .record({
    dispute: fc.boolean(),
    partFen: fc.option(fc.bigInt({ min: 1n, max: totalFen - 1n }), { nil: undefined }),
    end: fc.constantFrom("in_escrow", "shipped", "finished", "refunded_unshipped", "refunded_shipped", "never_paid"),
  })
  .map(({ dispute, partFen, end }): Step[] => {
    const steps = [step("WAIT_BUYER_PAY")];
    if (end === "never_paid") return [...steps, step("TRADE_CLOSED")];
    steps.push(step("WAIT_SELLER_SEND_GOODS"));
    if (dispute) steps.push({ ...step("WAIT_SELLER_SEND_GOODS"), refundStatus: "WAIT_SELLER_AGREE" });
    if (end === "refunded_unshipped") return [...steps, step("TRADE_CLOSED", totalFen)];
    if (end === "in_escrow") return steps;
    steps.push(step("WAIT_BUYER_CONFIRM_GOODS"));
    if (partFen !== undefined && end === "finished") return [...steps, step("TRADE_FINISHED", partFen)];
    if (end === "finished") steps.push(step("TRADE_FINISHED"));
    if (end === "refunded_shipped") steps.push(step("TRADE_CLOSED", totalFen));
    return steps;
  });

const wayOfKind = { direct: instantWay, escrow: escrowWay, dual: fc.oneof(instantWay, escrowWay) } as const;

const histories: fc.Arbitrary<History> = fc.constantFrom<TradeKind>("direct", "escrow", "dual").chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    goods: fc.constantFrom("physical", "virtual"),
    protocol: fc.constantFrom("mapi", "openapi"),
    steps: wayOfKind[kind],
  }),
);

/** Each step is notified at least once; some are queried as well; everything repeats and is shuffled. */
type Telling = { history: History; inOrder: PaymentEvent[]; shuffled: PaymentEvent[] };
const tellings = (from: fc.Arbitrary<History>, queried = true): fc.Arbitrary<Telling> =>
  from.chain((history) => {
    const inOrder = history.steps.map((one) => tell(one, history, "notification"));
    const queries = queried ? history.steps.map((one) => tell(one, history, "query")) : [];
    const copies = fc.array(fc.constantFrom(...inOrder, ...queries), { maxLength: 8 });
    return copies
      .chain((more) =>
        fc.tuple(
          fc.constant(more),
          fc.shuffledSubarray([...inOrder, ...more], { minLength: inOrder.length + more.length }),
        ),
      )
      .map(([more, shuffled]) => ({ history, inOrder: [...inOrder, ...more], shuffled }));
  });

function play(history: History, events: readonly PaymentEvent[]): Seen {
  const seen = start(history.kind, history.goods);
  for (const event of events) see(seen, event);
  return seen;
}

/** Money between each two accounts, whatever number of movements it took. */
function sums(postings: readonly Posting[]): Map<string, bigint> {
  const result = new Map<string, bigint>();
  for (const { from, to, amountFen } of postings) {
    const way = `${from}>${to}`;
    result.set(way, (result.get(way) ?? 0n) + amountFen);
  }
  return new Map([...result].toSorted());
}

const count = (effects: readonly Effect[], key: string): number =>
  effects.filter((effect) => effect.key === key).length;

const grantsOf = (effects: readonly Effect[]): string[] =>
  effects.map(({ key }) => key).filter((key) => ["payment.paid", "payment.escrow_paid", "ship_virtual"].includes(key));

const runs = { numRuns: process.env["DEDEPAY_SOAK"] === "1" ? 20_000 : 1_500 };

test("any order and any repetition of the same evidence ends in the same state and facts", () => {
  fc.assert(
    fc.property(tellings(histories), ({ history, inOrder, shuffled }) => {
      const expected = play(history, inOrder).payment;
      const { payment } = play(history, shuffled);
      expect(payment.state).toBe(expected.state);
      expect(payment.refundedFen).toBe(expected.refundedFen);
      expect(payment.settledAttemptId).toBe(expected.settledAttemptId);
      expect(payment.facts.trades).toEqual(expected.facts.trades);
    }),
    runs,
  );
});

test("any order and any repetition books the same sums between the same accounts, each movement under its own key", () => {
  fc.assert(
    fc.property(tellings(histories), ({ history, inOrder, shuffled }) => {
      const { postings } = play(history, shuffled);
      expect(sums(postings)).toEqual(sums(play(history, inOrder).postings));
      expect(new Set(postings.map((posting) => posting.key)).size).toBe(postings.length);
    }),
    runs,
  );
});

test("without partial refunds the very postings are the same, not only their sums", () => {
  const whole = histories.filter(({ steps }) => steps.every((one) => one.refundedFen % totalFen === 0n));
  const set = (postings: readonly Posting[]): string[] =>
    postings.map(({ key, from, to, amountFen }) => `${key} ${from}>${to} ${amountFen}`).toSorted();
  fc.assert(
    fc.property(tellings(whole), ({ history, inOrder, shuffled }) => {
      expect(set(play(history, shuffled).postings)).toEqual(set(play(history, inOrder).postings));
    }),
    runs,
  );
});

test("goods are released at most once, shipping is asked for at most once, and never the one for the other's goods", () => {
  fc.assert(
    fc.property(tellings(histories), ({ history, shuffled }) => {
      const { effects } = play(history, shuffled);
      expect(count(effects, "payment.paid")).toBeLessThanOrEqual(1);
      expect(count(effects, "payment.escrow_paid")).toBeLessThanOrEqual(history.goods === "physical" ? 1 : 0);
      expect(count(effects, "ship_virtual")).toBeLessThanOrEqual(history.goods === "virtual" ? 1 : 0);
    }),
    runs,
  );
});

test("a shuffled history grants nothing which the same history in order would not have granted", () => {
  fc.assert(
    fc.property(tellings(histories), ({ history, inOrder, shuffled }) => {
      const inOrderGrants = grantsOf(play(history, inOrder).effects);
      for (const grant of grantsOf(play(history, shuffled).effects)) expect(inOrderGrants).toContain(grant);
    }),
    runs,
  );
});

test("payment.paid goes out only while the money is the seller's at that very moment, never after a full refund", () => {
  fc.assert(
    fc.property(tellings(histories), ({ history, shuffled }) => {
      const seen = start(history.kind, history.goods);
      for (const event of shuffled) {
        const decision = see(seen, event);
        if (decision.kind === "ignore" || count(decision.effects, "payment.paid") === 0) continue;
        expect(["paid", "finished"]).toContain(decision.payment.state);
        const balances = balancesOf(seen.postings);
        expect(balances.merchant).toBe(totalFen - decision.payment.refundedFen);
      }
    }),
    runs,
  );
});

test("without refunds payment.paid and payment.finished go out in every order", () => {
  const plain = histories.filter(({ steps }) => steps.every((one) => one.refundedFen === 0n));
  fc.assert(
    fc.property(tellings(plain), ({ history, shuffled }) => {
      const { payment, effects } = play(history, shuffled);
      expect(count(effects, "payment.paid")).toBe(payment.state === "paid" || payment.state === "finished" ? 1 : 0);
      expect(count(effects, "payment.finished")).toBe(payment.state === "finished" ? 1 : 0);
    }),
    runs,
  );
});

test("goods withheld in doubt are asked about, and Alipay's answer releases them unless all went back", () => {
  fc.assert(
    fc.property(tellings(histories, false), ({ history, shuffled }) => {
      const seen = play(history, shuffled);
      const owed = seen.payment.state === "paid" || seen.payment.state === "finished";
      if (owed && !seen.payment.facts.goodsReleased)
        expect(seen.effects).toContainEqual(expect.objectContaining({ type: "query_trade" }));
      const last = history.steps.at(-1);
      if (last !== undefined) see(seen, tell(last, history, "query"));
      expect(seen.payment.facts.goodsReleased).toBe(owed || seen.payment.facts.goodsReleased);
      if (owed) expect(count(seen.effects, "payment.paid")).toBe(1);
    }),
    runs,
  );
});

test("the site hears the final refunded sum exactly once, with rising sums before it", () => {
  fc.assert(
    fc.property(tellings(histories), ({ history, shuffled }) => {
      const { payment, effects } = play(history, shuffled);
      const told = effects.flatMap((effect) =>
        effect.type === "deliver" && effect.delivery === "payment.refunded" ? [effect.refundedFen ?? 0n] : [],
      );
      expect(told).toEqual([...new Set(told)].toSorted((a, b) => (a < b ? -1 : 1)));
      expect(told.at(-1) ?? 0n).toBe(payment.refundedFen);
    }),
    runs,
  );
});

test("a history of which everything was seen changes nothing when it is told again", () => {
  fc.assert(
    fc.property(tellings(histories), ({ history, shuffled }) => {
      const seen = play(history, shuffled);
      const before = structuredClone(seen.payment);
      const keys = new Set(seen.effects.map(({ key }) => key));
      for (const event of shuffled) {
        const decision = see(seen, event);
        if (decision.kind === "ignore") continue;
        expect(decision.postings).toEqual([]);
        // What is asked for again has the key of the first time, so a store keeps one.
        for (const effect of decision.effects) expect(keys).toContain(effect.key);
      }
      expect(seen.payment).toEqual(before);
    }),
    runs,
  );
});
