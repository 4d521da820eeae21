import { expect, test } from "vitest";
import { type Decision, decide, newPayment, tradeReported } from "../index.ts";

const unpaid = newPayment({ kind: "escrow", goods: "physical", amountFen: 100n });

function told(tradeStatus: string, totalFen: bigint, isTotalAdjusted: boolean): Decision {
  const about = { source: "notification", attemptId: "a1", attemptCurrent: true } as const;
  return decide(unpaid, tradeReported({ tradeStatus, totalFen, isTotalAdjusted }, about));
}

test.each([
  ["WAIT_BUYER_PAY", 99n, "price_changed_by_seller", "incident:price_changed_by_seller:a1:99"],
  ["WAIT_BUYER_PAY", 98n, "price_changed_by_seller", "incident:price_changed_by_seller:a1:98"],
  ["TRADE_CLOSED", 98n, "price_changed_by_seller", "incident:price_changed_by_seller:a1:98"],
  ["WAIT_SELLER_SEND_GOODS", 98n, "changed_price_paid", "incident:changed_price_paid:a1:98"],
  ["TRADE_FINISHED", 98n, "changed_price_paid", "incident:changed_price_paid:a1:98"],
] as const)("%s over %s fen at an adjusted price is %s, moves and books nothing", (status, totalFen, reason, key) => {
  expect(told(status, totalFen, true)).toEqual({
    ...{ kind: "conflict", reason, payment: unpaid, events: [], postings: [] },
    effects: [{ type: "open_incident", key, cause: reason, attemptId: "a1" }],
  });
});

test("an adjusted price that is what we asked for counts like any other", () => {
  expect(told("WAIT_BUYER_PAY", 100n, true).kind).toBe("ignore");
  expect(told("WAIT_SELLER_SEND_GOODS", 100n, true)).toMatchObject({ kind: "move", payment: { state: "escrow_paid" } });
});

test("another amount that nobody adjusted stays a differing amount, as does one of nothing", () => {
  expect(told("WAIT_BUYER_PAY", 99n, false)).toMatchObject({ reason: "amount_differs" });
  expect(told("WAIT_SELLER_SEND_GOODS", 0n, true)).toMatchObject({ reason: "amount_differs" });
});
