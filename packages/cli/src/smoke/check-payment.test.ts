import { describe, expect, it } from "vitest";
import { isDelivered, isPaid, type Judged, mistakesOf } from "./check-payment.ts";
import { type Way, ways } from "./way.ts";

function way(id: string): Way {
  const found = ways.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no way ${id}`);
  return found;
}

const webhook = (type: string, accepted = true) => ({ deliveryId: type, type, orderNo: "o", state: "paid", accepted });
const posting = (from: string, to: string, amount_fen: number) => ({ from, to, amount_fen });

/** A direct payment of 8800 fen with which nothing is wrong. */
function good(change: Partial<Judged["inspected"]> = {}): Judged {
  return {
    way: way("direct"),
    amountFen: 8800,
    webhooks: [webhook("payment.paid")],
    inspected: {
      payment: { id: "p", order_no: "o", state: "paid", amount_fen: 8800, pay_url: "", attempts: [] },
      events: [],
      postings: [posting("buyer", "alipay_held", 8800), posting("alipay_held", "merchant", 8800)],
      deliveries: [{ id: "d", type: "payment.paid", status: "done", attempts: [{}] }],
      notifications: [{ outcome: "accepted" }],
      incidents: [],
      ...change,
    },
  };
}

describe("the judge of a rehearsed payment", () => {
  it("finds nothing wrong with a good one", () => {
    expect(mistakesOf(good())).toEqual([]);
    expect(isPaid(good())).toBe(true);
    expect(isDelivered(good())).toBe(true);
  });

  it("does not call a payment paid whose money is not the seller's", () => {
    const held = good({ postings: [posting("buyer", "alipay_held", 8800)] });
    expect(isPaid(held)).toBe(false);
    expect(mistakesOf(held)).toContain("money is left with Alipay");
  });

  it("does not call a payment paid which was booked twice or short", () => {
    const twice = good().inspected.postings;
    expect(isPaid(good({ postings: [...twice, ...twice] }))).toBe(false);
    expect(isPaid(good({ postings: [posting("buyer", "merchant", 8799)] }))).toBe(false);
  });

  it("names a posting of a fraction of a fen", () => {
    const halves = [posting("buyer", "merchant", 8799.5), posting("buyer", "merchant", 0.5)];
    expect(mistakesOf(good({ postings: halves }))).toEqual([expect.stringContaining("whole number of fen")]);
  });

  it("names goods which were handed out twice, or never", () => {
    const twice = { ...good(), webhooks: [webhook("payment.paid"), webhook("payment.paid")] };
    expect(isDelivered(twice)).toBe(false);
    expect(mistakesOf(twice)).toContain("a delivery was taken twice");
    expect(mistakesOf({ ...good(), webhooks: [] })).toContain("payment.paid was taken 0 times");
  });

  it("wants escrow to be told of exactly where there is escrow", () => {
    const told = { ...good(), webhooks: [webhook("payment.escrow_paid"), webhook("payment.paid")] };
    expect(mistakesOf(told)).toEqual(["payment.escrow_paid was not taken 0 times"]);
    expect(mistakesOf({ ...told, way: way("escrow") })).toEqual([]);
  });

  it("wants the rough way to have been rough", () => {
    expect(mistakesOf({ ...good(), way: way("rough") })).toEqual([
      "the notification did not arrive twice",
      "the site refused 0 webhooks and not 2",
    ]);
    const refused = webhook("payment.paid", false);
    const rough = good({ notifications: [{ outcome: "accepted" }, { outcome: "duplicate" }] });
    expect(mistakesOf({ ...rough, way: way("rough"), webhooks: [refused, refused, webhook("payment.paid")] })).toEqual(
      [],
    );
  });

  it("names an incident and a delivery which is still owed", () => {
    const incident = good({ incidents: [{ cause: "amount_differs" }] });
    expect(mistakesOf(incident)).toEqual(["incidents: amount_differs"]);
    const owed = good({ deliveries: [{ id: "d", type: "payment.paid", status: "pending", attempts: [] }] });
    expect(mistakesOf(owed)).toEqual(["a delivery is not done"]);
  });
});
