import { expect, test } from "vitest";
import {
  attributeRefunds,
  decide,
  newPayment,
  nextBeijingMidnightMs,
  type Payment,
  proveRefund,
  type Refund,
  requestRefund,
  tradeReported,
} from "../index.ts";

const about = { source: "notification", attemptId: "a1", attemptCurrent: true } as const;

function paymentAfter(...statuses: string[]): Payment {
  let payment = newPayment({ kind: "dual", goods: "physical", amountFen: 100n });
  for (const tradeStatus of statuses) {
    const decision = decide(payment, tradeReported({ tradeStatus, totalFen: 100n }, about));
    if (decision.kind !== "ignore") payment = decision.payment;
  }
  return payment;
}

function refund(refundId: string, amountFen: bigint, more: Partial<Refund> = {}): Refund {
  const basis = { attemptId: "a1", way: "mapi", state: "unknown", account: "merchant" } as const;
  return { refundId, amountFen, refundedBeforeFen: 0n, submissions: 1, ...basis, ...more };
}

const request = (amountFen: bigint) => ({ refundId: "r9", attemptId: "a1", amountFen, way: "openapi" }) as const;

test("a refund reserves its amount before it is sent", () => {
  const decision = requestRefund({ payment: paymentAfter("TRADE_SUCCESS"), refunds: [], request: request(30n) });
  expect(decision).toMatchObject({
    kind: "move",
    refund: { state: "requested", account: "merchant" },
    postings: [{ key: "refund_reserved:r9", from: "merchant", to: "refund_reserved", amountFen: 30n }],
    effects: [{ type: "submit_refund", refundId: "r9" }],
  });
});

test.each([
  ["succeeded refunds count", refund("r1", 40n, { state: "succeeded" }), 60n],
  ["reserved refunds count, the unknown ones too", refund("r1", 40n), 60n],
  ["failed refunds don't count", refund("r1", 40n, { state: "failed" }), 100n],
  ["another attempt's refunds don't count", refund("r1", 40n, { attemptId: "a2" }), 100n],
])("%s against the rest", (_, other, availableFen) => {
  const payment = paymentAfter("TRADE_SUCCESS");
  const over = requestRefund({ payment, refunds: [other], request: request(availableFen + 1n) });
  expect(over).toEqual({ kind: "conflict", reason: "over_the_rest", availableFen });
  expect(requestRefund({ payment, refunds: [other], request: request(availableFen) }).kind).toBe("move");
});

test("an amount that went back by hand counts against the rest", () => {
  const decision = decide(paymentAfter("TRADE_SUCCESS"), {
    type: "refund_reported",
    attemptId: "a1",
    refundedFen: 80n,
  });
  if (decision.kind !== "move") throw new Error("not a move");
  const over = requestRefund({ payment: decision.payment, refunds: [], request: request(21n) });
  expect(over).toMatchObject({ reason: "over_the_rest", availableFen: 20n });
});

test.each([
  [[], 30n, "nothing_paid"],
  [["TRADE_CLOSED"], 30n, "nothing_paid"],
  [["WAIT_SELLER_SEND_GOODS"], 30n, "money_not_settled"],
  [["TRADE_PENDING"], 30n, "money_not_settled"],
  [["TRADE_FINISHED"], 30n, "trade_finished"],
  [["TRADE_SUCCESS"], 0n, "amount_not_positive"],
])("after %j a refund of %s is refused: %s", (statuses, amountFen, reason) => {
  const decision = requestRefund({ payment: paymentAfter(...statuses), refunds: [], request: request(amountFen) });
  expect(decision).toMatchObject({ kind: "conflict", reason });
});

test("a refund number is used once", () => {
  const payment = paymentAfter("TRADE_SUCCESS");
  const decision = requestRefund({ payment, refunds: [refund("r9", 1n)], request: request(30n) });
  expect(decision).toMatchObject({ reason: "refund_id_taken" });
});

test("while Alipay spoke of a refund without its amount, none is sent", () => {
  const event = tradeReported({ tradeStatus: "TRADE_SUCCESS", totalFen: 100n, refundStatus: "REFUND_SUCCESS" }, about);
  const decision = decide(paymentAfter("TRADE_SUCCESS"), event);
  if (decision.kind !== "move") throw new Error("not a move");
  const refused = requestRefund({ payment: decision.payment, refunds: [], request: request(30n) });
  expect(refused).toMatchObject({ reason: "refunded_amount_unknown" });
});

test("a proven refund settles itself and its payment together, and a second proof does nothing", () => {
  const payment = paymentAfter("TRADE_SUCCESS");
  const first = proveRefund({ payment, refunds: [refund("r1", 30n)], refundId: "r1" });
  expect(first.refund).toMatchObject({ kind: "move", refund: { state: "succeeded" } });
  expect(first.payment).toMatchObject({ kind: "move", payment: { state: "paid", refundedFen: 30n } });
  if (first.payment.kind !== "move" || first.refund.kind !== "move") throw new Error("not a move");
  const again = proveRefund({ payment: first.payment.payment, refunds: [first.refund.refund], refundId: "r1" });
  expect([again.refund.kind, again.payment.kind]).toEqual(["ignore", "ignore"]);
});

test("without Alipay's own sum, a proof stands on what had been refunded before it was asked for", () => {
  const payment = paymentAfter("TRADE_SUCCESS");
  const mine = refund("r1", 30n, { refundedBeforeFen: 20n });
  expect(proveRefund({ payment, refunds: [mine], refundId: "r1" }).payment).toMatchObject({
    payment: { refundedFen: 50n },
  });
  const second = proveRefund({ payment, refunds: [mine], refundId: "r1", refundedFen: 70n });
  expect(second.payment).toMatchObject({ payment: { refundedFen: 70n } });
  const sum = { payment, refunds: [refund("r0", 40n, { state: "succeeded" }), refund("r1", 30n)], refundId: "r1" };
  expect(proveRefund(sum).payment).toMatchObject({ payment: { refundedFen: 70n } });
});

test("a refund of another payment cannot be proven here", () => {
  expect(() => proveRefund({ payment: paymentAfter(), refunds: [], refundId: "r1" })).toThrow(RangeError);
});

test.each([
  ["nobody's increase is external", [], 0n, 30n, undefined, [], 30n],
  ["an increase of exactly our sent refund proves it", [refund("r1", 30n)], 0n, 30n, undefined, ["r1"], 0n],
  [
    "an increase of exactly all that we sent proves all",
    [refund("r1", 30n), refund("r2", 20n)],
    0n,
    50n,
    undefined,
    ["r1", "r2"],
    0n,
  ],
  ["an increase of another amount proves none", [refund("r1", 30n)], 0n, 40n, undefined, [], 40n],
  ["a name proves, whatever else is in the sum", [refund("r1", 30n)], 0n, 40n, "r1", ["r1"], 10n],
  ["a name that cannot be in the sum proves nothing", [refund("r1", 30n)], 0n, 20n, "r1", [], 20n],
  ["a repeated report proves nothing that was sent since", [refund("r1", 30n)], 30n, 30n, undefined, [], 30n],
  [
    "a refund that was not sent is not proven",
    [refund("r1", 30n, { state: "requested" })],
    0n,
    30n,
    undefined,
    [],
    30n,
  ],
  ["another attempt's refund is not proven", [refund("r1", 30n, { attemptId: "a2" })], 0n, 30n, undefined, [], 30n],
  ["a succeeded refund explains its part", [refund("r1", 30n, { state: "succeeded" })], 30n, 50n, undefined, [], 20n],
] as const)("%s", (_, refunds, previousFen, refundedFen, named, provenRefundIds, externalFen) => {
  const names = named === undefined ? {} : { namedRefundId: named };
  const found = attributeRefunds({ refunds, attemptId: "a1", previousFen, refundedFen, ...names });
  expect(found).toEqual({ provenRefundIds, externalFen });
});

test("what looked external becomes ours when it is proven later", () => {
  const sent = [refund("r1", 30n)];
  const mixed = { attemptId: "a1", previousFen: 0n, refundedFen: 50n };
  expect(attributeRefunds({ refunds: sent, ...mixed }).externalFen).toBe(50n);
  const proven = [refund("r1", 30n, { state: "succeeded" })];
  expect(attributeRefunds({ refunds: proven, ...mixed, previousFen: 50n }).externalFen).toBe(20n);
});

test.each([
  ["2024-05-01T00:00:00+08:00", "2024-05-02T00:00:00+08:00"],
  ["2024-05-01T23:59:59+08:00", "2024-05-02T00:00:00+08:00"],
  ["2024-05-01T15:59:59Z", "2024-05-02T00:00:00+08:00"],
  ["2024-02-29T16:00:00Z", "2024-03-02T00:00:00+08:00"],
])("the Beijing midnight after %s is %s", (now, midnight) => {
  expect(nextBeijingMidnightMs(Date.parse(now))).toBe(Date.parse(midnight));
});
