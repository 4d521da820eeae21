// A shop refunds at random, Alipay answers at random, tells late, and its owner refunds by hand: the books of payment and refunds
// together must hold at every step.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  attributeRefunds,
  balancesOf,
  decide,
  decideRefund,
  isOpenRefund,
  newPayment,
  type Payment,
  type Posting,
  proveRefund,
  type Refund,
  type RefundWay,
  refundEventTypes,
  requestRefund,
  tradeReported,
} from "../index.ts";

const amountFen = 100n;
const about = { source: "notification", attemptId: "a1", attemptCurrent: true } as const;

type World = {
  payment: Payment;
  refunds: Refund[];
  postings: Posting[];
  /** What Alipay really paid back, and by whose order. */
  atAlipay: { refundedFen: bigint; executed: Set<string>; byHandFen: bigint };
};

type Move =
  | { type: "request"; amountFen: bigint; way: RefundWay }
  | { type: "event"; pick: number; event: (typeof refundEventTypes)[number] }
  /** Alipay carries out a refund which was sent, whether or not we heard. */
  | { type: "execute"; pick: number }
  | { type: "by_hand"; amountFen: bigint }
  | { type: "notice"; named: boolean };

const smallFen = fc.bigInt({ min: 1n, max: 60n });
const moves = (byHand: boolean): fc.Arbitrary<Move> =>
  fc.oneof(
    fc.record({
      type: fc.constant("request" as const),
      amountFen: smallFen,
      way: fc.constantFrom<RefundWay>("openapi", "mapi", "mapi_password"),
    }),
    fc.record({
      type: fc.constant("event" as const),
      pick: fc.nat(5),
      event: fc.constantFrom(...refundEventTypes.filter((type) => type !== "accepted" && type !== "given_up")),
    }),
    fc.record({ type: fc.constant("execute" as const), pick: fc.nat(5) }),
    fc.record({ type: fc.constant("notice" as const), named: fc.boolean() }),
    ...(byHand ? [fc.record({ type: fc.constant("by_hand" as const), amountFen: smallFen })] : []),
  );

function newWorld(): World {
  const paid = decide(
    newPayment({ kind: "direct", goods: "physical", amountFen }),
    tradeReported({ tradeStatus: "TRADE_SUCCESS", totalFen: amountFen }, about),
  );
  if (paid.kind !== "move") throw new Error("not paid");
  return {
    payment: paid.payment,
    refunds: [],
    postings: [...paid.postings],
    atAlipay: { refundedFen: 0n, executed: new Set(), byHandFen: 0n },
  };
}

function store(world: World, refund: Refund): void {
  world.refunds = world.refunds.map((other) => (other.refundId === refund.refundId ? refund : other));
}

function prove(world: World, refundId: string, refundedFen?: bigint): void {
  const sum = refundedFen === undefined ? {} : { refundedFen };
  const proof = proveRefund({ payment: world.payment, refunds: world.refunds, refundId, ...sum });
  if (proof.refund.kind === "move") {
    store(world, proof.refund.refund);
    world.postings.push(...proof.refund.postings);
  }
  if (proof.payment.kind === "move") {
    world.payment = proof.payment.payment;
    world.postings.push(...proof.payment.postings);
  }
}

function play(world: World, move: Move): void {
  switch (move.type) {
    case "request": {
      const asked = { refundId: `r${world.refunds.length}`, attemptId: "a1", amountFen: move.amountFen, way: move.way };
      const decision = requestRefund({ payment: world.payment, refunds: world.refunds, request: asked });
      if (decision.kind === "conflict") return;
      world.refunds.push(decision.refund);
      world.postings.push(...decision.postings);
      return;
    }
    case "event": {
      const refund = world.refunds[move.pick];
      // Alipay refuses only what it did not carry out, and then never does.
      if (refund === undefined || (move.event === "refused" && world.atAlipay.executed.has(refund.refundId))) return;
      const decision = decideRefund(refund, { type: move.event });
      if (decision.kind !== "move") return;
      store(world, decision.refund);
      world.postings.push(...decision.postings);
      return;
    }
    case "execute": {
      const refund = world.refunds[move.pick];
      if (refund === undefined || refund.submissions === 0 || !isOpenRefund(refund)) return;
      if (world.atAlipay.executed.has(refund.refundId)) return;
      if (world.atAlipay.refundedFen + refund.amountFen > amountFen) return;
      world.atAlipay.executed.add(refund.refundId);
      world.atAlipay.refundedFen += refund.amountFen;
      if (refund.way === "openapi") prove(world, refund.refundId, world.atAlipay.refundedFen);
      return;
    }
    case "by_hand":
      if (world.atAlipay.refundedFen + move.amountFen > amountFen) return;
      world.atAlipay.refundedFen += move.amountFen;
      world.atAlipay.byHandFen += move.amountFen;
      return;
    case "notice":
      notice(world, move.named);
  }
}

function notice(world: World, named: boolean): void {
  const { refundedFen, executed } = world.atAlipay;
  const last = [...executed].at(-1);
  const previousFen = world.payment.refundedFen;
  const names = named && last !== undefined ? { namedRefundId: last } : {};
  const found = attributeRefunds({ refunds: world.refunds, attemptId: "a1", previousFen, refundedFen, ...names });
  for (const refundId of found.provenRefundIds) prove(world, refundId, refundedFen);
  const tradeStatus = refundedFen === amountFen ? "TRADE_CLOSED" : "TRADE_SUCCESS";
  const event = tradeReported(
    { tradeStatus, totalFen: amountFen, ...(refundedFen > 0n ? { refundedFen } : {}) },
    about,
  );
  const decision = decide(world.payment, event);
  if (decision.kind === "ignore") return;
  world.payment = decision.payment;
  world.postings.push(...decision.postings);
}

const reservedFen = (world: World): bigint =>
  world.refunds.filter(isOpenRefund).reduce((sum, refund) => sum + refund.amountFen, 0n);

function simulate(byHand: boolean, check: (world: World) => void): void {
  fc.assert(
    fc.property(fc.array(moves(byHand), { maxLength: 40 }), (list) => {
      const world = newWorld();
      for (const move of list) {
        play(world, move);
        check(world);
      }
    }),
    { numRuns: process.env["DEDEPAY_SOAK"] === "1" ? 20_000 : 1_500 },
  );
}

test("reserved and refunded together never exceed what was paid, and no account falls below zero", () => {
  simulate(false, (world) => {
    expect(reservedFen(world) + world.payment.refundedFen).toBeLessThanOrEqual(amountFen);
    const balances = balancesOf(world.postings);
    for (const account of ["merchant", "alipay_held", "surplus", "refund_reserved"] as const)
      expect(balances[account]).toBeGreaterThanOrEqual(0n);
  });
});

test("the reserve is exactly the open refunds, the buyer got exactly what is counted as refunded, each under its own key", () => {
  simulate(true, (world) => {
    const balances = balancesOf(world.postings);
    expect(balances.refund_reserved).toBe(reservedFen(world));
    expect(balances.buyer).toBe(world.payment.refundedFen - amountFen);
    expect(balances.merchant + balances.refund_reserved).toBe(amountFen - world.payment.refundedFen);
    expect(new Set(world.postings.map(({ key }) => key)).size).toBe(world.postings.length);
  });
});

test("we never believe in more refunds than Alipay made", () => {
  simulate(true, (world) => {
    expect(world.payment.refundedFen).toBeLessThanOrEqual(world.atAlipay.refundedFen);
  });
});

test("a MAPI refund goes out once at most", () => {
  simulate(true, (world) => {
    for (const refund of world.refunds) if (refund.way !== "openapi") expect(refund.submissions).toBeLessThanOrEqual(1);
  });
});

test("a succeeded refund stays succeeded, and what failed only ever becomes succeeded", () => {
  const worlds = new WeakMap<World, Map<string, string>>();
  simulate(true, (world) => {
    const seen = worlds.get(world) ?? new Map<string, string>();
    worlds.set(world, seen);
    for (const { refundId, state } of world.refunds) {
      const before = seen.get(refundId);
      if (before === "succeeded") expect(state).toBe("succeeded");
      if (before === "failed") expect(["failed", "succeeded"]).toContain(state);
      seen.set(refundId, state);
    }
  });
});
