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

const totalFen = 100n;

function notified(tradeStatus: string, more: Partial<ReportedTrade> = {}, attemptId = "a1"): PaymentEvent {
  const about = { source: "notification", attemptId, attemptCurrent: true } as const;
  return tradeReported({ tradeStatus, totalFen, ...more }, about);
}

function queried(tradeStatus: string, more: Partial<ReportedTrade> = {}): PaymentEvent {
  return { ...notified(tradeStatus, more), source: "query" } as PaymentEvent;
}

function replaced(event: PaymentEvent): PaymentEvent {
  return { ...event, attemptCurrent: false } as PaymentEvent;
}

class Story {
  payment: Payment;
  readonly postings: Posting[] = [];
  readonly effects: Effect[] = [];

  constructor(kind: TradeKind = "direct", goods: "physical" | "virtual" = "physical") {
    this.payment = newPayment({ kind, goods, amountFen: totalFen });
  }

  see(event: PaymentEvent): Decision {
    const decision = decide(this.payment, event);
    if (decision.kind !== "ignore") {
      this.payment = decision.payment;
      this.postings.push(...decision.postings);
      this.effects.push(...decision.effects);
    }
    return decision;
  }

  keys(): string[] {
    return this.effects.map((effect) => effect.key);
  }
}

test("a first TRADE_SUCCESS pays, books the money as the merchant's and owes the site payment.paid", () => {
  const story = new Story();
  expect(story.see(notified("TRADE_SUCCESS"))).toMatchObject({ kind: "move", events: ["payment.paid"] });
  expect(story.payment).toMatchObject({ state: "paid", settledAttemptId: "a1" });
  expect(story.postings.map(({ key, from, to, amountFen }) => [key, from, to, amountFen])).toEqual([
    ["received:a1", "buyer", "alipay_held", 100n],
    ["settled:a1", "alipay_held", "merchant", 100n],
  ]);
  expect(story.effects).toEqual([{ type: "deliver", key: "payment.paid", delivery: "payment.paid" }]);
});

test("the basic direct product goes from unpaid to finished, and the site hears paid before finished", () => {
  const story = new Story();
  story.see(notified("TRADE_FINISHED"));
  expect(story.payment.state).toBe("finished");
  expect(story.keys()).toEqual(["payment.paid", "payment.finished"]);
});

test("a late WAIT_SELLER_SEND_GOODS after TRADE_FINISHED changes nothing", () => {
  const story = new Story("dual");
  story.see(notified("TRADE_FINISHED"));
  expect(story.see(notified("WAIT_SELLER_SEND_GOODS"))).toEqual({ kind: "ignore", reason: "overtaken" });
});

test("money in escrow asks for shipping and books nothing to the merchant", () => {
  const story = new Story("escrow");
  story.see(notified("WAIT_SELLER_SEND_GOODS"));
  expect(story.keys()).toEqual(["payment.escrow_paid"]);
  expect(balancesOf(story.postings)).toMatchObject({ alipay_held: 100n, merchant: 0n });
});

test("virtual goods in escrow are shipped at Alipay and handed out only when the buyer has confirmed", () => {
  const story = new Story("escrow", "virtual");
  story.see(notified("WAIT_SELLER_SEND_GOODS"));
  expect(story.effects).toEqual([{ type: "ship_virtual", key: "ship_virtual", attemptId: "a1" }]);
  story.see({ type: "shipment_accepted", attemptId: "a1" });
  story.see(notified("WAIT_BUYER_CONFIRM_GOODS"));
  expect(story.keys()).toEqual(["ship_virtual", "payment.escrow_shipped"]);
  story.see(notified("TRADE_FINISHED"));
  expect(story.keys()).toEqual(["ship_virtual", "payment.escrow_shipped", "payment.paid", "payment.finished"]);
});

test("TRADE_PENDING holds the money, tells the owner, and TRADE_SUCCESS frees it", () => {
  const story = new Story();
  story.see(notified("TRADE_PENDING"));
  expect(story.payment.state).toBe("held");
  expect(story.keys()).toEqual(["incident:seller_cannot_receive:a1", "payment.held"]);
  expect(balancesOf(story.postings)).toMatchObject({ alipay_held: 100n, merchant: 0n });
  story.see(notified("TRADE_SUCCESS"));
  expect(story.payment.state).toBe("paid");
  expect(story.keys().at(-1)).toBe("payment.paid");
});

test("held money that goes back to the buyer ends refunded without goods", () => {
  const story = new Story();
  story.see(notified("TRADE_PENDING"));
  story.see(notified("TRADE_CLOSED", { refundedFen: 100n }));
  expect(story.payment.state).toBe("refunded");
  expect(story.keys()).not.toContain("payment.paid");
  expect(Object.values(balancesOf(story.postings))).toEqual([0n, 0n, 0n, 0n, 0n]);
});

test("TRADE_CLOSED without a refund closes, with REFUND_SUCCESS it is a full refund even if no amount is named", () => {
  const closed = new Story();
  closed.see(notified("TRADE_CLOSED"));
  expect(closed.payment).toMatchObject({ state: "closed", refundedFen: 0n });
  expect(closed.postings).toEqual([]);
  const refunded = new Story();
  refunded.see(notified("TRADE_CLOSED", { refundStatus: "REFUND_SUCCESS" }));
  expect(refunded.payment).toMatchObject({ state: "refunded", refundedFen: 100n });
});

test("a full refund that is heard of before its payment ends the same, and the goods are never granted afterwards", () => {
  const ordered = new Story();
  ordered.see(notified("TRADE_SUCCESS"));
  ordered.see(notified("TRADE_CLOSED", { refundedFen: 100n }));
  const overtaken = new Story();
  overtaken.see(notified("TRADE_CLOSED", { refundedFen: 100n }));
  overtaken.see(notified("TRADE_SUCCESS"));
  overtaken.see(queried("TRADE_SUCCESS"));
  expect(overtaken.payment.state).toBe("refunded");
  expect(overtaken.payment.facts.trades).toEqual(ordered.payment.facts.trades);
  const keys = (story: Story): string[] => story.postings.map(({ key }) => key).toSorted();
  expect(keys(overtaken)).toEqual(keys(ordered));
  expect(overtaken.keys()).toEqual(["payment.refunded:100"]);
});

test("a partial refund keeps the state, tells the cumulative sum, and never grants a second time", () => {
  const story = new Story();
  story.see(notified("TRADE_SUCCESS"));
  story.see(notified("TRADE_SUCCESS", { refundedFen: 30n }));
  story.see(notified("TRADE_SUCCESS", { refundedFen: 50n }));
  expect(story.payment).toMatchObject({ state: "paid", refundedFen: 50n });
  expect(story.keys()).toEqual(["payment.paid", "payment.refunded:30", "payment.refunded:50"]);
  expect(balancesOf(story.postings)).toMatchObject({ merchant: 50n, buyer: -50n });
  expect(story.see(notified("TRADE_SUCCESS", { refundedFen: 30n }))).toMatchObject({ kind: "ignore" });
});

test("a refund notice that is the first to arrive grants nothing but asks, and Alipay's answer grants", () => {
  const story = new Story();
  story.see(notified("TRADE_SUCCESS", { refundedFen: 30n }));
  expect(story.keys()).toEqual(["query:paid_seen_with_refund:a1", "payment.refunded:30"]);
  story.see(queried("TRADE_SUCCESS"));
  expect(story.keys().at(-1)).toBe("payment.paid");
});

test("payment.finished waits for payment.paid, so that nobody takes it for the permission", () => {
  const story = new Story("escrow");
  story.see(notified("TRADE_FINISHED", { refundedFen: 30n }));
  expect(story.payment.state).toBe("finished");
  expect(story.keys()).not.toContain("payment.finished");
  story.see(queried("TRADE_FINISHED", { refundedFen: 30n }));
  expect(story.keys().slice(-2)).toEqual(["payment.paid", "payment.finished"]);
});

test("a MAPI refund notice without an amount asks for it, once for each notice", () => {
  const story = new Story();
  story.see(notified("TRADE_SUCCESS"));
  story.see(notified("TRADE_SUCCESS", { refundStatus: "REFUND_SUCCESS", notifyId: "n1" }));
  story.see(notified("TRADE_SUCCESS", { refundStatus: "REFUND_SUCCESS", notifyId: "n1" }));
  story.see(notified("TRADE_SUCCESS", { refundStatus: "REFUND_SUCCESS", notifyId: "n2" }));
  expect([...new Set(story.keys())]).toEqual([
    "payment.paid",
    "query:refund_amount_unknown:a1:n1",
    "query:refund_amount_unknown:a1:n2",
  ]);
  story.see(queried("TRADE_SUCCESS", { refundStatus: "REFUND_SUCCESS", refundedFen: 30n }));
  expect(story.payment.refundedFen).toBe(30n);
});

test("after our own close, late money still pays, and the owner hears that it came late", () => {
  const story = new Story();
  story.see({ type: "expired" });
  expect(story.payment.state).toBe("closed");
  story.see(notified("TRADE_SUCCESS"));
  expect(story.payment.state).toBe("paid");
  expect(story.keys()).toEqual(["payment.closed", "incident:late_money:a1", "payment.paid"]);
});

test("one trade both closed and paid opens an incident and waits for Alipay's answer before it grants", () => {
  const story = new Story();
  story.see(notified("TRADE_CLOSED"));
  story.see(notified("TRADE_SUCCESS"));
  expect(story.payment.state).toBe("paid");
  expect(story.keys()).toContain("incident:closed_and_paid:a1");
  expect(story.keys()).toContain("query:closed_and_paid:a1");
  expect(story.keys()).not.toContain("payment.paid");
  story.see(queried("TRADE_SUCCESS"));
  expect(story.keys()).toContain("payment.paid");
});

test("TRADE_CLOSED after payment without a refund keeps the payment paid and is a conflict", () => {
  const story = new Story();
  story.see(notified("TRADE_SUCCESS"));
  expect(story.see(notified("TRADE_CLOSED"))).toMatchObject({ kind: "conflict", reason: "closed_and_paid" });
  expect(story.payment.state).toBe("paid");
});

test("a differing amount moves and books nothing and opens an incident, the same one each time", () => {
  const story = new Story();
  for (const refundedFen of [0n, 99n]) {
    const decision = story.see(notified("TRADE_SUCCESS", { totalFen: 99n, refundedFen }));
    expect(decision).toMatchObject({ kind: "conflict", reason: "amount_differs", postings: [] });
  }
  expect(story.payment).toEqual(newPayment({ kind: "direct", goods: "physical", amountFen: totalFen }));
  expect(new Set(story.keys())).toEqual(new Set(["incident:amount_differs:a1"]));
});

test.each([-1n, 101n])("a refunded sum of %s of 100 is a contradiction that moves nothing", (refundedFen) => {
  const story = new Story();
  story.see(notified("TRADE_SUCCESS"));
  const decision = story.see(notified("TRADE_CLOSED", { refundedFen }));
  expect(decision).toMatchObject({ kind: "conflict", reason: "refund_out_of_range", postings: [] });
  expect(story.payment.state).toBe("paid");
});

test("a refund on a trade that waits for payment is a contradiction that moves nothing", () => {
  const story = new Story();
  expect(story.see(notified("WAIT_BUYER_PAY", { refundedFen: 5n }))).toMatchObject({
    reason: "refund_on_unpaid_trade",
  });
  expect(story.payment.state).toBe("unpaid");
});

test.each(["COD_WAIT_SELLER_SEND_GOODS", "trade_success", "", "__proto__"])(
  "the unknown status %j moves nothing and says so, even with an amount that differs",
  (status) => {
    const story = new Story();
    expect(story.see(notified(status, { totalFen: 1n }))).toEqual({ kind: "ignore", reason: "unknown_status" });
  },
);

test("a second attempt's money is surplus: booked apart, offered back, and it pays nothing", () => {
  const story = new Story();
  story.see(notified("TRADE_SUCCESS"));
  const decision = story.see(notified("TRADE_SUCCESS", {}, "a2"));
  expect(decision).toMatchObject({ kind: "conflict", reason: "surplus", events: ["surplus.paid"] });
  expect(story.payment).toMatchObject({ state: "paid", settledAttemptId: "a1", refundedFen: 0n });
  expect(balancesOf(story.postings)).toMatchObject({ merchant: 100n, surplus: 100n });
  expect(story.keys()).toEqual(["payment.paid", "incident:surplus:a2", "offer_refund:a2"]);
  expect(story.see(notified("TRADE_SUCCESS", {}, "a2"))).toEqual({ kind: "ignore", reason: "already_known" });
});

test("the refund of a surplus leaves the payment alone and empties the surplus", () => {
  const story = new Story();
  story.see(notified("TRADE_SUCCESS"));
  story.see(notified("TRADE_SUCCESS", {}, "a2"));
  story.see(notified("TRADE_CLOSED", { refundedFen: 100n }, "a2"));
  expect(story.payment).toMatchObject({ state: "paid", refundedFen: 0n });
  expect(balancesOf(story.postings)).toMatchObject({ merchant: 100n, surplus: 0n });
  expect(story.keys().some((key) => key.startsWith("payment.refunded"))).toBe(false);
});

test("a paid attempt whose content was replaced never fulfils, whatever its amount", () => {
  const story = new Story();
  const old = replaced(notified("TRADE_SUCCESS", { totalFen: 70n }));
  expect(story.see(old)).toMatchObject({ kind: "conflict", reason: "superseded_attempt_paid" });
  expect(story.payment.state).toBe("unpaid");
  expect(story.payment.settledAttemptId).toBeUndefined();
  expect(balancesOf(story.postings)).toMatchObject({ merchant: 0n, surplus: 70n });
  expect(story.effects).toContainEqual({
    type: "offer_refund",
    key: "offer_refund:a1",
    attemptId: "a1",
    amountFen: 70n,
  });
  expect(story.keys()).not.toContain("payment.paid");
  story.see(notified("TRADE_SUCCESS", {}, "a2"));
  expect(story.payment).toMatchObject({ state: "paid", settledAttemptId: "a2" });
});

test("an attempt known under another amount never pays, even when an event says nothing of its content", () => {
  const story = new Story();
  story.see(replaced(notified("TRADE_CLOSED", { totalFen: 70n })));
  story.see({ type: "refund_reported", attemptId: "a1", refundedFen: 70n });
  story.see({ type: "close_confirmed", attemptId: "a1", attemptCurrent: true });
  expect(story.payment).toMatchObject({ state: "unpaid", refundedFen: 0n });
  expect(story.payment.settledAttemptId).toBeUndefined();
});

test("an attempt that paid while it was current goes on counting after its content was replaced", () => {
  const story = new Story("escrow");
  story.see(notified("WAIT_SELLER_SEND_GOODS"));
  story.see(replaced(notified("TRADE_FINISHED")));
  expect(story.payment.state).toBe("finished");
  expect(story.keys()).toContain("payment.paid");
});

test("closing a replaced attempt, or one beside the paid one, leaves the payment alone", () => {
  const unpaid = new Story();
  unpaid.see(replaced(notified("TRADE_CLOSED")));
  expect(unpaid.payment.state).toBe("unpaid");
  expect(unpaid.effects).toEqual([]);
  const paid = new Story();
  paid.see(notified("TRADE_SUCCESS"));
  paid.see({ type: "close_confirmed", attemptId: "a2", attemptCurrent: true });
  expect(paid.payment.state).toBe("paid");
  expect(paid.keys()).toEqual(["payment.paid"]);
});

test("an escrow status on a direct trade is booked, but ships and announces nothing until the money is the seller's", () => {
  const story = new Story("direct", "virtual");
  const decision = story.see(notified("WAIT_SELLER_SEND_GOODS"));
  expect(decision).toMatchObject({ kind: "conflict", reason: "escrow_on_direct_trade" });
  expect(story.payment.state).toBe("escrow_paid");
  expect(balancesOf(story.postings)).toMatchObject({ alipay_held: 100n });
  expect(story.keys()).toEqual(["incident:escrow_on_direct_trade:a1"]);
  story.see(notified("TRADE_FINISHED"));
  expect(story.keys().slice(1)).toEqual(["payment.paid", "payment.finished"]);
});

test("a buyer's refund request in escrow reaches the owner each time and holds back shipping", () => {
  const story = new Story("escrow", "virtual");
  story.see(notified("WAIT_SELLER_SEND_GOODS", { refundStatus: "WAIT_SELLER_AGREE", notifyId: "n1" }));
  expect(story.payment.state).toBe("escrow_paid");
  expect(story.keys()).toEqual(["incident:buyer_refund_request:a1:WAIT_SELLER_AGREE:n1"]);
  story.see(notified("WAIT_SELLER_SEND_GOODS", { refundStatus: "REFUND_CLOSED", notifyId: "n2" }));
  expect(story.keys().at(-1)).toBe("ship_virtual");
  story.see(notified("WAIT_SELLER_SEND_GOODS", { refundStatus: "WAIT_SELLER_AGREE", notifyId: "n3" }));
  expect(story.keys().at(-1)).toBe("incident:buyer_refund_request:a1:WAIT_SELLER_AGREE:n3");
});

test("a time of refund proves a refund, unless the refund's status says that it did not happen", () => {
  const closed = (more: Partial<ReportedTrade>): Payment => {
    const story = new Story("escrow");
    story.see(notified("TRADE_CLOSED", { gmtRefundMs: 1, ...more }));
    return story.payment;
  };
  expect(closed({}).state).toBe("refunded");
  expect(closed({ refundStatus: "REFUND_SUCCESS" }).state).toBe("refunded");
  expect(closed({ refundStatus: "REFUND_CLOSED" }).state).toBe("closed");
  expect(closed({ refundStatus: "WAIT_SELLER_AGREE" }).state).toBe("closed");
});

test("an accepted shipment stands for no money", () => {
  const story = new Story("escrow");
  expect(story.see({ type: "shipment_accepted", attemptId: "a1" })).toMatchObject({ reason: "nothing_in_escrow" });
  expect(story.postings).toEqual([]);
});

test("a proven refund before any payment is booked, told to the owner and queried", () => {
  const story = new Story();
  const decision = story.see({ type: "refund_reported", attemptId: "a1", refundedFen: 30n });
  expect(decision).toMatchObject({ kind: "conflict", reason: "refund_before_payment" });
  expect(balancesOf(story.postings)).toMatchObject({ buyer: -70n, alipay_held: 70n });
  expect(story.keys()).toContain("query:refund_before_payment:a1");
});

test("TRADE_CLOSED with a part refunded is a conflict that is asked about, not a full refund", () => {
  const story = new Story();
  story.see(notified("TRADE_SUCCESS"));
  const decision = story.see(notified("TRADE_CLOSED", { refundedFen: 40n }));
  expect(decision).toMatchObject({ kind: "conflict", reason: "closed_with_part_refund" });
  expect(story.payment).toMatchObject({ state: "paid", refundedFen: 40n });
  expect(story.keys()).toContain("query:closed_with_part_refund:a1");
});

test("a payment over nothing cannot be made", () => {
  expect(() => newPayment({ kind: "direct", goods: "physical", amountFen: 0n })).toThrow(RangeError);
});
