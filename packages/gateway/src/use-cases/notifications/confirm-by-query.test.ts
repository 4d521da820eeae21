import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, startMs, type TestGateway } from "../../testing/test-gateway.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

async function openedPage(over: Parameters<TestGateway["pay"]>[0] = {}): Promise<PaymentDocument> {
  const payment = await test.pay({ account: "openapi", product: "page", ...over });
  await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_open" });
  return payment;
}

function numberOf(payment: PaymentDocument): string {
  return payment.attempts[0]?.out_trade_no ?? "";
}

async function read(payment: PaymentDocument): Promise<PaymentDocument> {
  return test.gateway.getPayment({ siteId: test.siteId, paymentId: payment.id });
}

/** Seconds after the start at which Alipay was asked. */
async function askedAt(untilMs: number): Promise<number[]> {
  const moments: number[] = [];
  while (test.time.nowMs() < startMs + untilMs) {
    const before = test.alipay.callsOf("alipay.trade.query").length;
    await test.time.advance(secondMs);
    if (test.alipay.callsOf("alipay.trade.query").length > before)
      moments.push((test.time.nowMs() - startMs) / secondMs);
  }
  return moments;
}

describe("a payment whose notification never comes", () => {
  it("is asked about 5 s, 15 s, 1 min, 5 min and 15 min after the buyer left, then hourly", async () => {
    await openedPage();
    expect(await askedAt(3 * hourMs + minuteMs)).toEqual([5, 15, 60, 300, 900, 4500, 8100]);
  });

  it("is settled and delivered by the query's answer", async () => {
    const payment = await openedPage();
    test.alipay.trade(numberOf(payment), { status: "TRADE_SUCCESS", totalFen: 1234n });
    await test.time.advance(5 * secondMs);
    expect(await read(payment)).toMatchObject({ state: "paid", outcome: "paid" });
    expect(test.site.types).toEqual(["payment.paid"]);
  });

  it("is not asked about any more once it is paid", async () => {
    const payment = await openedPage();
    test.alipay.trade(numberOf(payment), { status: "TRADE_SUCCESS", totalFen: 1234n });
    await test.time.advance(5 * secondMs);
    test.alipay.calls.length = 0;
    await test.time.advance(48 * hourMs);
    expect(test.alipay.calls).toEqual([]);
  });

  it("is asked about after a restart, too", async () => {
    const payment = await openedPage();
    await test.reopen();
    test.alipay.trade(numberOf(payment), { status: "TRADE_SUCCESS", totalFen: 1234n });
    await test.time.advance(5 * secondMs);
    expect(await read(payment)).toMatchObject({ state: "paid" });
  });

  it("starts its schedule again when the buyer opens it again", async () => {
    const payment = await openedPage();
    await test.time.advance(20 * minuteMs);
    test.alipay.calls.length = 0;
    await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_again" });
    await test.time.advance(5 * secondMs);
    expect(test.alipay.callsOf("alipay.trade.query")).toHaveLength(1);
  });
});

it("asks within five seconds although somebody keeps refreshing the payment's page", async () => {
  const payment = await openedPage();
  for (let second = 0; second < 12; second += 1) {
    await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_again" });
    await test.time.advance(secondMs);
  }
  expect(test.alipay.callsOf("alipay.trade.query").length).toBeGreaterThanOrEqual(2);
});

describe("an answer which is no positive evidence", () => {
  it("changes nothing where Alipay knows no such trade", async () => {
    const payment = await openedPage();
    await test.time.advance(hourMs);
    expect(await read(payment)).toMatchObject({ state: "unpaid", outcome: "unpaid", last_error: null });
  });

  it.each([
    ["a time-out", "times_out", 1014],
    ["a broken connection", "unreachable", 1015],
    ["an answer that is no answer", "garbage", 1016],
    ["an answer without a signature", "unsigned", 1003],
    ["a refusal of the whole service", { refuses: "aop.unknow-error" }, 1016],
  ] as const)("leaves the payment unpaid and says so after %s", async (_, mood, code) => {
    const payment = await openedPage();
    test.alipay.trade(numberOf(payment), { status: "TRADE_SUCCESS", totalFen: 1234n });
    test.alipay.mood = mood;
    await test.time.advance(6 * secondMs);
    expect(await read(payment)).toMatchObject({ state: "unpaid", outcome: "unpaid", last_error: { code } });
    test.alipay.mood = "answers";
    await test.time.advance(10 * secondMs);
    expect(await read(payment)).toMatchObject({ state: "paid", last_error: null });
  });

  it("is no failure of the buyer's or the site's where Alipay refuses to be asked", async () => {
    const payment = await openedPage();
    test.alipay.mood = { refuses: "ACQ.ACCESS_FORBIDDEN" };
    await test.time.advance(6 * secondMs);
    expect(await read(payment)).toMatchObject({ outcome: "unpaid", last_error: { code: 1010 } });
  });

  it("does not close a payment whose time is over while Alipay cannot be asked", async () => {
    const payment = await openedPage({ expiresAtMs: startMs + 10 * minuteMs });
    test.alipay.mood = "times_out";
    await test.time.advance(2 * hourMs);
    expect(await read(payment)).toMatchObject({ state: "unpaid" });
    expect(test.site.types).toEqual([]);
  });

  it("tells a person after 24 hours without a clear answer, and goes on asking", async () => {
    const payment = await openedPage();
    test.alipay.mood = "times_out";
    await test.time.advance(23 * hourMs);
    expect(await test.incidents()).toEqual([]);
    await test.time.advance(3 * hourMs);
    expect(await test.incidents()).toMatchObject([{ cause: "outcome-unknown", payment_id: payment.id }]);
    test.alipay.mood = "answers";
    test.alipay.trade(numberOf(payment), { status: "TRADE_SUCCESS", totalFen: 1234n });
    await test.time.advance(hourMs);
    expect(await read(payment)).toMatchObject({ state: "paid" });
  });

  it("does not trouble a person about a buyer who simply did not pay", async () => {
    await openedPage();
    await test.time.advance(48 * hourMs);
    expect(await test.incidents()).toEqual([]);
  });
});

describe("a payment whose time is over", () => {
  it("closes the waiting trade at Alipay and tells the site", async () => {
    const payment = await openedPage({ expiresAtMs: startMs + 10 * minuteMs });
    test.alipay.trade(numberOf(payment), { status: "WAIT_BUYER_PAY", totalFen: 1234n });
    await test.time.advance(11 * minuteMs);
    expect(test.alipay.callsOf("alipay.trade.close")).toHaveLength(1);
    expect(await read(payment)).toMatchObject({ state: "closed", outcome: "unpaid" });
    expect(test.site.types).toEqual(["payment.closed"]);
  });

  it("is closed without a call where nobody ever opened it", async () => {
    const payment = await test.pay({ account: "openapi", product: "page", expiresAtMs: startMs + 10 * minuteMs });
    await test.time.advance(11 * minuteMs);
    expect(test.alipay.calls).toEqual([]);
    expect(await read(payment)).toMatchObject({ state: "closed" });
  });

  it("is paid, not closed, where the buyer was faster", async () => {
    const payment = await openedPage({ expiresAtMs: startMs + 10 * minuteMs });
    await test.time.advance(9 * minuteMs);
    test.alipay.trade(numberOf(payment), { status: "TRADE_SUCCESS", totalFen: 1234n });
    await test.time.advance(2 * minuteMs);
    expect(await read(payment)).toMatchObject({ state: "paid" });
    expect(test.site.types).toEqual(["payment.paid"]);
  });

  it("stays open where it is not known whether the close succeeded", async () => {
    const payment = await openedPage({ expiresAtMs: startMs + 10 * minuteMs });
    test.alipay.trade(numberOf(payment), { status: "WAIT_BUYER_PAY", totalFen: 1234n });
    const answers = test.alipay.send;
    Object.assign(test.alipay, {
      send: async (request: Parameters<typeof answers>[0]) => {
        test.alipay.mood = Buffer.from(request.body ?? []).includes("alipay.trade.close") ? "lost" : "answers";
        return answers(request);
      },
    });
    await test.time.advance(10 * minuteMs + secondMs);
    expect(await read(payment)).toMatchObject({ state: "unpaid" });
    await test.time.advance(2 * hourMs);
    expect(await read(payment)).toMatchObject({ state: "closed" });
  });
});

it.each([
  ["mapi", "direct", 1016],
  ["openapi", "page", 1003],
] as const)("does not believe %s where it answers about another trade", async (account, product, code) => {
  const payment = await openedPage({ account, product });
  const other = test.alipay.trade("another-trade", { status: "TRADE_SUCCESS", totalFen: 1234n });
  test.alipay.trades.set(numberOf(payment), other);
  await test.time.advance(6 * secondMs);
  expect(await read(payment)).toMatchObject({ state: "unpaid", last_error: { code } });
  expect(await test.incidents()).toMatchObject([{ cause: "query-answered-for-another-trade" }]);
});

describe("refreshes of anonymous visitors", () => {
  const queries = (): number => test.alipay.callsOf("alipay.trade.query").length;
  const refresh = (payment: PaymentDocument): Promise<unknown> =>
    test.gateway.viewPayment({ paymentId: payment.id, requestId: "req_view" });

  it("cause at most one query in three seconds, however many come at once", async () => {
    const payment = await openedPage();
    await test.time.advance(0);
    await Promise.all(Array.from({ length: 30 }, () => refresh(payment)));
    await test.time.advance(0);
    expect(queries()).toBe(1);
    await test.time.advance(2 * secondMs);
    await refresh(payment);
    await test.time.advance(0);
    expect(queries()).toBe(1);
    await test.time.advance(secondMs);
    await Promise.all([refresh(payment), refresh(payment)]);
    await test.time.advance(0);
    expect(queries()).toBe(2);
  });

  it("are answered from the store while Alipay takes its time", async () => {
    const payment = await openedPage();
    const release = test.alipay.hold();
    expect(await refresh(payment)).toMatchObject({ state: "unpaid" });
    const attemptId = payment.attempts[0]?.id ?? "";
    await test.gateway.viewReturn({ attemptId, rawQuery: "", requestId: "req_return" });
    const moving = test.time.advance(0);
    await expect.poll(queries).toBe(1);
    expect(await refresh(payment)).toMatchObject({ state: "unpaid" });
    release();
    await moving;
  });

  it("cause none before the buyer has left for Alipay", async () => {
    await refresh(await test.pay({ account: "openapi", product: "page" }));
    await test.time.advance(minuteMs);
    expect(test.alipay.calls).toEqual([]);
  });

  it("become rarer on a page that stays open for long", async () => {
    const payment = await openedPage();
    await test.time.advance(30 * minuteMs);
    test.alipay.calls.length = 0;
    for (let n = 0; n < 100; n += 1) {
      await refresh(payment);
      await test.time.advance(3 * secondMs);
    }
    expect(queries()).toBeGreaterThan(0);
    expect(queries()).toBeLessThanOrEqual(6);
  });
});

describe("a return of the buyer", () => {
  it("settles nothing by what it says, but asks Alipay", async () => {
    const payment = await openedPage();
    const attemptId = payment.attempts[0]?.id ?? "";
    const back = (rawQuery: string): ReturnType<TestGateway["gateway"]["viewReturn"]> =>
      test.gateway.viewReturn({ attemptId, rawQuery, requestId: "req_return" });
    const unproven = await back(`out_trade_no=${numberOf(payment)}&trade_status=TRADE_SUCCESS&total_amount=12.34`);
    expect(unproven).toMatchObject({ returnVerified: false, view: { state: "unpaid" } });
    await test.time.advance(0);
    expect(test.alipay.callsOf("alipay.trade.query")).toHaveLength(1);
    const ours = test.alipay.trade(numberOf(payment), { status: "TRADE_SUCCESS", totalFen: 1234n });
    const strangers = test.alipay.trade("another-trade", { status: "TRADE_SUCCESS", totalFen: 1234n });
    expect((await back(openapiNotification(ours).toString("latin1"))).returnVerified).toBe(true);
    expect((await back(openapiNotification(strangers).toString("latin1"))).returnVerified).toBe(false);
    await test.time.advance(3 * secondMs);
    await back("");
    await test.time.advance(0);
    expect((await back("")).view).toMatchObject({ state: "paid", settled: true });
  });
});
