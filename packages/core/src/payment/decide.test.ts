import { expect, test } from "vitest";
import { balancesOf, decide, newPayment, tradeReported } from "../index.ts";

const about = { source: "notification", attemptId: "a1", attemptCurrent: true } as const;

test("a first TRADE_SUCCESS makes the payment paid, books it and owes the site payment.paid", () => {
  const payment = newPayment({ kind: "direct", goods: "physical", amountFen: 100n });
  const decision = decide(payment, tradeReported({ tradeStatus: "TRADE_SUCCESS", totalFen: 100n }, about));
  expect(decision).toMatchObject({ kind: "move", payment: { state: "paid", settledAttemptId: "a1" } });
  if (decision.kind !== "move") throw new Error("not a move");
  expect(balancesOf(decision.postings)).toEqual({
    buyer: -100n,
    alipay_held: 0n,
    merchant: 100n,
    surplus: 0n,
    refund_reserved: 0n,
  });
  expect(decision.effects).toEqual([{ type: "deliver", key: "payment.paid", delivery: "payment.paid" }]);
});

test("the same TRADE_SUCCESS again is ignored", () => {
  const payment = newPayment({ kind: "direct", goods: "physical", amountFen: 100n });
  const paid = decide(payment, tradeReported({ tradeStatus: "TRADE_SUCCESS", totalFen: 100n }, about));
  if (paid.kind !== "move") throw new Error("not a move");
  expect(decide(paid.payment, tradeReported({ tradeStatus: "TRADE_SUCCESS", totalFen: 100n }, about))).toEqual({
    kind: "ignore",
    reason: "already_known",
  });
});
