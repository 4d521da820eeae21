import { describe, expect, it } from "vitest";
import { applyDelivery, isShippable, mismatchOf, type Order, statusOf } from "./order.ts";
import { sampleDelivery, sampleOrder } from "./testing/sample-order.ts";

function after(order: Order, ...types: string[]): Order {
  let codes = 0;
  const newCode = () => {
    codes += 1;
    return `CODE${codes}`;
  };
  return types.reduce(
    (one, type) =>
      applyDelivery(one, sampleDelivery(type, type === "payment.refunded" ? { refunded_fen: 990 } : {}), {
        at: "2026-01-02T00:00:01Z",
        newCode,
      }),
    order,
  );
}

describe("an order", () => {
  it("hands out virtual goods once, however often it is told of the payment", () => {
    const order = after(sampleOrder(), "payment.paid", "payment.paid", "payment.finished", "payment.paid");
    expect(order.handedOut?.code).toBe("CODE1");
    expect(statusOf(order)).toBe("finished");
  });

  it("hands out nothing while Alipay still keeps the money", () => {
    const order = after(sampleOrder({ way: "escrow" }), "payment.escrow_paid");
    expect([order.handedOut, statusOf(order)]).toEqual([null, "escrow"]);
    expect(after(order, "payment.paid").handedOut).not.toBeNull();
  });

  it("does not go back when an old delivery comes late", () => {
    const order = after(sampleOrder(), "payment.paid", "payment.escrow_paid", "payment.held", "payment.closed");
    expect(statusOf(order)).toBe("paid");
    expect(statusOf(after(order, "payment.refunded", "payment.paid"))).toBe("refunded");
  });

  it("takes late money after it was closed", () => {
    expect(statusOf(after(sampleOrder(), "payment.closed", "payment.paid"))).toBe("paid");
  });

  it("counts a partial refund and stays paid", () => {
    const order = applyDelivery(
      after(sampleOrder(), "payment.paid"),
      sampleDelivery("payment.refunded", { refunded_fen: 100 }),
      {
        at: "",
        newCode: () => "",
      },
    );
    expect([statusOf(order), order.refundedFen]).toEqual(["paid", 100]);
  });

  it("can be shipped once, when it is physical and its money is there or in escrow", () => {
    const teacup = sampleOrder({ kind: "physical" });
    expect(isShippable(teacup)).toBe(false);
    expect(isShippable(after(teacup, "payment.escrow_paid"))).toBe(true);
    expect(isShippable(after(teacup, "payment.paid"))).toBe(true);
    expect(isShippable(after(teacup, "payment.paid", "payment.escrow_shipped"))).toBe(false);
    expect(isShippable(after(sampleOrder(), "payment.paid"))).toBe(false);
  });

  it("notices a delivery which is about something else", () => {
    const order = sampleOrder();
    expect(mismatchOf(order, sampleDelivery("payment.paid"))).toBeUndefined();
    expect(mismatchOf(order, sampleDelivery("payment.paid", { amount_fen: 1 }))).toBe("amount");
    expect(mismatchOf(order, sampleDelivery("payment.paid", { currency: "USD" }))).toBe("amount");
    expect(mismatchOf(order, sampleDelivery("payment.paid", { id: "pay_2" }))).toBe("payment.id");
    expect(mismatchOf(order, sampleDelivery("payment.paid", { order_no: "other" }))).toBe("order_no");
  });
});
