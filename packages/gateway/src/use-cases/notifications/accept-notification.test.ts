import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FakeTrade, mapiNotification, openapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import { testMd5Key, testPartner } from "../../testing/test-identity.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";
import type { AcceptNotificationResult } from "./notification-outcome.ts";

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

async function opened(
  over: Parameters<TestGateway["pay"]>[0] = {},
): Promise<{ payment: PaymentDocument; outTradeNo: string }> {
  const payment = await test.pay(over);
  await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_open" });
  return { payment, outTradeNo: payment.attempts[0]?.out_trade_no ?? "" };
}

function post(body: Uint8Array, accountId = "mapi"): Promise<AcceptNotificationResult> {
  return test.gateway.acceptNotification({ accountId, rawBody: body, requestId: "req_notify" });
}

function paidTrade(outTradeNo: string, over: Partial<FakeTrade> = {}): FakeTrade {
  const trade = test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen: 1234n });
  return { ...trade, ...over };
}

async function state(paymentId: string): Promise<string> {
  return (await test.gateway.inspectPayment(paymentId)).payment.state;
}

async function causes(): Promise<string[]> {
  return (await test.incidents()).map((incident) => incident.cause);
}

describe("a notification that verifies, for a known order, with matching facts", () => {
  it("settles the payment, books it, delivers it once and is answered success", async () => {
    const { payment, outTradeNo } = await opened();
    const result = await post(mapiNotification(paidTrade(outTradeNo)));
    expect(result).toMatchObject({ answer: "success", outcome: "moved", paymentId: payment.id });
    await test.time.advance(0);
    expect(test.site.received).toMatchObject([{ type: "payment.paid", signed: true, payment: { state: "paid" } }]);
    const { postings, notifications } = await test.gateway.inspectPayment(payment.id);
    expect(postings.map(({ from, to, amount_fen }) => [from, to, amount_fen])).toEqual([
      ["buyer", "alipay_held", 1234],
      ["alipay_held", "merchant", 1234],
    ]);
    expect(notifications).toMatchObject([{ outcome: "moved", copies: 1, trade_status: "TRADE_SUCCESS" }]);
  });

  it("does the same for OpenAPI", async () => {
    const { payment, outTradeNo } = await opened({ account: "openapi", product: "page" });
    const result = await post(openapiNotification(paidTrade(outTradeNo)), "openapi");
    expect(result).toMatchObject({ answer: "success", outcome: "moved" });
    expect(await state(payment.id)).toBe("paid");
  });

  it("is acknowledged again when it comes again, and has no second effect", async () => {
    const { payment, outTradeNo } = await opened();
    const body = mapiNotification(paidTrade(outTradeNo));
    await post(body);
    test.alipay.freshness = "false";
    expect(await post(body)).toMatchObject({ answer: "success", outcome: "duplicate" });
    await test.time.advance(0);
    const inspected = await test.gateway.inspectPayment(payment.id);
    expect(test.site.types).toEqual(["payment.paid"]);
    expect(inspected.postings).toHaveLength(2);
    expect(inspected.notifications).toMatchObject([{ copies: 2 }]);
  });

  it("has one effect when it arrives twenty times at once", async () => {
    const { payment, outTradeNo } = await opened();
    const body = mapiNotification(paidTrade(outTradeNo));
    const results = await Promise.all(Array.from({ length: 20 }, () => post(body)));
    expect(results.map((result) => result.answer)).toEqual(Array(20).fill("success"));
    expect(results.filter((result) => result.outcome === "moved")).toHaveLength(1);
    await test.time.advance(0);
    const inspected = await test.gateway.inspectPayment(payment.id);
    expect(test.site.types).toEqual(["payment.paid"]);
    expect(inspected.postings).toHaveLength(2);
    expect(inspected.notifications).toMatchObject([{ copies: 20 }]);
  });

  it("keeps the body's bytes as they came", async () => {
    const { outTradeNo } = await opened();
    const body = mapiNotification(paidTrade(outTradeNo));
    await post(body);
    expect(await keptBodies()).toEqual([body]);
  });
});

describe("a return which somebody posts as a notification", () => {
  it.each([
    ["mapi", { is_success: "T" }],
    ["mapi", { exterface: "create_direct_pay_by_user" }],
    ["openapi", { method: "alipay.trade.page.pay.return" }],
    ["openapi", { method: "alipay.trade.wap.pay.return" }],
  ] as const)("of %s moves nothing, is kept and answered fail: %o", async (account, extra) => {
    const product = account === "mapi" ? "direct" : "page";
    const { payment, outTradeNo } = await opened({ account, product });
    const trade = paidTrade(outTradeNo);
    const body = account === "mapi" ? mapiNotification(trade, extra) : openapiNotification(trade, extra);
    expect(await post(body, account)).toMatchObject({ answer: "fail", outcome: "unverified" });
    expect(await state(payment.id)).toBe("unpaid");
    expect(await causes()).toContain("notification-not-verified");
    expect(await keptBodies()).toContainEqual(body);
  });
});

describe("a notification that verifies but differs from what we know", () => {
  it("moves nothing where the amount differs, keeps an incident and is answered success", async () => {
    const { payment, outTradeNo } = await opened();
    const result = await post(mapiNotification(paidTrade(outTradeNo, { totalFen: 1n })));
    expect(result).toMatchObject({ answer: "success", outcome: "differs" });
    expect(await state(payment.id)).toBe("unpaid");
    const [incident] = (await test.gateway.listIncidents({ cause: "amount-differs" })).data;
    expect(incident?.evidence).toMatchObject({ expectedFen: 1234, totalFen: 1, tradeStatus: "TRADE_SUCCESS" });
  });

  it("moves nothing where the seller is another one", async () => {
    const { payment, outTradeNo } = await opened();
    const result = await post(mapiNotification(paidTrade(outTradeNo, { sellerId: "2088999999999999" })));
    expect(result).toMatchObject({ answer: "success", outcome: "differs" });
    expect(await state(payment.id)).toBe("unpaid");
    expect(await causes()).toContain("evidence-of-another-seller");
  });

  it("moves nothing where the application is another one, or is not named at all", async () => {
    const { payment, outTradeNo } = await opened({ account: "openapi", product: "page" });
    const trade = paidTrade(outTradeNo);
    for (const app_id of ["2021999999999999", ""]) {
      const result = await post(openapiNotification(trade, { app_id, notify_id: `n-${app_id}` }), "openapi");
      expect(result).toMatchObject({ answer: "success", outcome: "differs" });
    }
    expect(await state(payment.id)).toBe("unpaid");
  });

  it("tells the owner of a price that the seller changed at Alipay, and moves nothing", async () => {
    const { payment, outTradeNo } = await opened({ product: "escrow" });
    const changed = { status: "WAIT_BUYER_PAY", totalFen: 1000n };
    const body = mapiNotification(paidTrade(outTradeNo, changed), { is_total_fee_adjust: "Y" });
    expect(await post(body)).toMatchObject({ answer: "success", outcome: "differs" });
    expect([await state(payment.id), await causes()]).toEqual(["unpaid", ["price-changed-by-seller"]]);
  });

  it("counts the same contradiction instead of repeating it", async () => {
    const { payment, outTradeNo } = await opened();
    const body = mapiNotification(paidTrade(outTradeNo, { totalFen: 1n }));
    await post(body);
    await post(body);
    const { incidents, events } = await test.gateway.inspectPayment(payment.id);
    expect(incidents).toMatchObject([{ cause: "amount-differs", count: 2 }]);
    expect(events.map((event) => event.type)).toEqual(["payment.created"]);
  });
});

describe("a notification that verifies for an order that we do not know", () => {
  it("is parked durably with an incident and answered success", async () => {
    const result = await post(mapiNotification(paidTrade("SOMEBODY-ELSES-1")));
    expect(result).toMatchObject({ answer: "success", outcome: "parked" });
    expect(await test.incidents()).toMatchObject([
      { cause: "unknown-order", evidence: { outTradeNo: "SOMEBODY-ELSES-1", totalFen: 1234 } },
    ]);
    await test.reopen();
    expect(await causes()).toEqual(["unknown-order"]);
  });

  it("tells the owner once", async () => {
    const body = mapiNotification(paidTrade("SOMEBODY-ELSES-2"));
    await post(body);
    await post(body);
    await test.time.advance(0);
    expect(test.logLines.filter((line) => line.includes("incidentId"))).toHaveLength(1);
  });
});

describe("a notification that names another account's order", () => {
  it("is parked: an account of the simulator never settles a real one's payment, though both bear one PID", async () => {
    await test.gateway.registerAccount({
      id: "other",
      environment: "sandbox",
      protocol: "mapi",
      credentials: { partner: testPartner, signType: "MD5", md5Key: testMd5Key },
      contracts: [],
      requestId: "req_setup",
    });
    const { payment, outTradeNo } = await opened();
    expect(await post(mapiNotification(paidTrade(outTradeNo)), "other")).toMatchObject({ outcome: "parked" });
    expect(await state(payment.id)).toBe("unpaid");
  });
});

describe("a notification that does not verify", () => {
  it("is answered fail, kept with an incident, and moves nothing", async () => {
    const { payment, outTradeNo } = await opened();
    const forged = Buffer.from(
      mapiNotification(paidTrade(outTradeNo))
        .toString("latin1")
        .replace(/sign=./, "sign=x"),
      "latin1",
    );
    expect(await post(forged)).toMatchObject({ answer: "fail", outcome: "unverified" });
    expect(await state(payment.id)).toBe("unpaid");
    expect(await causes()).toEqual(["notification-not-verified"]);
    expect(await keptBodies()).toEqual([forged]);
  });

  it("is answered fail and kept where the account does not exist", async () => {
    expect(await post(Buffer.from("a=b"), "nobody")).toMatchObject({ answer: "fail", outcome: "unknown_account" });
    expect(await test.incidents()).toMatchObject([
      { cause: "notification-for-unknown-account", evidence: { askedFor: "nobody" } },
    ]);
  });
});

describe("a notification while the store is down", () => {
  it("is not acknowledged: the failure is thrown as 1001", async () => {
    const { outTradeNo } = await opened();
    const body = mapiNotification(paidTrade(outTradeNo));
    await test.gateway.close();
    await expect(post(body)).rejects.toMatchObject({ name: "DedepayError", unified: 1001, status: 500 });
    await test.reopen();
    expect(await post(body)).toMatchObject({ answer: "success", outcome: "moved" });
  });
});

describe("a commit that fails in its middle", () => {
  it("acknowledges nothing and leaves nothing behind", async () => {
    const { payment, outTradeNo } = await opened();
    const body = mapiNotification(paidTrade(outTradeNo));
    await test.database.rows("alter table outbox rename to hidden");
    await expect(post(body)).rejects.toThrow();
    await test.database.rows("alter table hidden rename to outbox");
    const { payment: after, postings, events, notifications } = await test.gateway.inspectPayment(payment.id);
    expect(after.state).toBe("unpaid");
    expect([postings.length, events.length, notifications.length]).toEqual([0, 1, 0]);
    expect(await post(body)).toMatchObject({ answer: "success", outcome: "moved" });
  });
});

describe("a notification that is not about a trade", () => {
  it("is kept with an incident and answered success", async () => {
    const trade = paidTrade("x");
    const body = mapiNotification(trade, { notify_type: "batch_refund_notify", out_trade_no: "", trade_status: "" });
    expect(await post(body)).toMatchObject({ answer: "success", outcome: "unsupported" });
    expect(await causes()).toEqual(["notification-not-about-a-trade"]);
  });
});

describe("the second check of the partner protocol", () => {
  it("asks Alipay before acknowledging, and not again for a duplicate", async () => {
    const { outTradeNo } = await opened();
    const body = mapiNotification(paidTrade(outTradeNo));
    await post(body);
    await post(body);
    expect(test.alipay.callsOf("notify_verify")).toHaveLength(1);
  });

  it("holds no transaction while Alipay is asked: other payments are made and settled meanwhile", async () => {
    const { payment, outTradeNo } = await opened();
    const release = test.alipay.hold();
    const waiting = post(mapiNotification(paidTrade(outTradeNo)));
    await vi.waitFor(() => expect(test.alipay.callsOf("notify_verify")).toHaveLength(1));
    const other = await opened({ account: "openapi", product: "page" });
    const settled = await post(openapiNotification(paidTrade(other.outTradeNo)), "openapi");
    expect([settled.outcome, await state(payment.id)]).toEqual(["moved", "unpaid"]);
    release();
    expect(await waiting).toMatchObject({ answer: "success", outcome: "moved" });
  });

  it("settles on the query's word where Alipay says that the message is not fresh", async () => {
    const { payment, outTradeNo } = await opened();
    test.alipay.freshness = "false";
    expect(await post(mapiNotification(paidTrade(outTradeNo)))).toMatchObject({ answer: "success" });
    expect(await state(payment.id)).toBe("paid");
    expect(test.alipay.callsOf("single_trade_query")).toHaveLength(1);
  });

  it("books nothing where neither the check nor the query confirms it, and takes the honest message that comes again", async () => {
    const { payment, outTradeNo } = await opened();
    const trade = paidTrade(outTradeNo);
    const body = mapiNotification(trade);
    test.alipay.trades.clear();
    test.alipay.freshness = "false";
    expect(await post(body)).toMatchObject({ answer: "fail", outcome: "unconfirmed" });
    expect(await state(payment.id)).toBe("unpaid");
    expect(await causes()).toEqual(["second-check-not-fresh"]);
    test.alipay.freshness = "true";
    expect(await post(body)).toMatchObject({ answer: "success", outcome: "moved" });
    expect(await state(payment.id)).toBe("paid");
  });

  it("asks for every message of a key that others may hold, also for one that leaves its id out", async () => {
    const { payment, outTradeNo } = await opened();
    const forged = mapiNotification(paidTrade(outTradeNo), { notify_id: "" });
    test.alipay.trades.clear();
    expect(await post(forged)).toMatchObject({ answer: "fail", outcome: "unconfirmed" });
    expect(await state(payment.id)).toBe("unpaid");
  });

  it("never holds a payment back because the check itself got no answer", async () => {
    const { payment, outTradeNo } = await opened();
    const body = mapiNotification(paidTrade(outTradeNo));
    test.alipay.mood = "times_out";
    expect(await post(body)).toMatchObject({ answer: "success", outcome: "moved" });
    expect(await state(payment.id)).toBe("paid");
  });
});

describe("a refund made by hand at Alipay", () => {
  it("is asked for where the notice has no amount, and told to the site; the goods are not granted again", async () => {
    const { payment, outTradeNo } = await opened();
    const trade = paidTrade(outTradeNo);
    await post(mapiNotification(trade));
    await test.time.advance(0);
    test.alipay.trades.set(outTradeNo, { ...trade, refundedFen: 500n });
    await post(mapiNotification(trade, { notify_id: "refund", refund_status: "REFUND_SUCCESS" }));
    await test.time.advance(1000);
    expect((await test.gateway.inspectPayment(payment.id)).payment).toMatchObject({ state: "paid", refunded_fen: 500 });
    expect(test.site.types).toEqual(["payment.paid", "payment.refunded"]);
  });
});

describe("money that comes where nobody waits for it any more", () => {
  it("opens a closed payment again, delivers it and tells the owner", async () => {
    const { payment, outTradeNo } = await opened({ expiresAtMs: test.time.nowMs() + 120_000 });
    await test.time.advance(130_000);
    expect(await state(payment.id)).toBe("closed");
    await post(mapiNotification(paidTrade(outTradeNo)));
    await test.time.advance(0);
    expect(await state(payment.id)).toBe("paid");
    expect(test.site.types).toEqual(["payment.closed", "payment.paid"]);
    expect(await causes()).toContain("late-money");
  });

  it("is surplus on a second attempt: one delivery, an incident and a refund offer", async () => {
    const { payment, outTradeNo } = await opened({ account: "openapi", product: "auto" });
    await test.gateway.openPayment({ paymentId: payment.id, device: "phone", requestId: "req_phone" });
    const { attempts } = (await test.gateway.inspectPayment(payment.id)).payment;
    expect(attempts.map((attempt) => attempt.product)).toEqual(["page", "wap"]);
    await post(openapiNotification(paidTrade(outTradeNo)), "openapi");
    await post(openapiNotification(paidTrade(attempts[1]?.out_trade_no ?? "")), "openapi");
    await test.time.advance(0);
    expect(test.site.types).toEqual(["payment.paid"]);
    expect(await causes()).toEqual(expect.arrayContaining(["surplus", "refund-offer"]));
    const { postings } = await test.gateway.inspectPayment(payment.id);
    expect(postings.filter((posting) => posting.to === "surplus")).toMatchObject([{ amount_fen: 1234 }]);
  });
});

async function keptBodies(): Promise<Buffer[]> {
  return (await test.database.rows("select raw from notifications")).map((row) =>
    Buffer.from(row["raw"] as Uint8Array),
  );
}
