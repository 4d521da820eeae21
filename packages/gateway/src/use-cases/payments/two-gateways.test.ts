// Two gateways on one database, sharing Alipay, the shop and the clock, and nothing in memory.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Gateway } from "../../create-gateway.ts";
import { openapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import type { PaymentDocument } from "./payment-document.ts";

let test: TestGateway;
let twin: Gateway;

beforeEach(async () => {
  test = await openTestGateway();
  twin = await test.openTwin();
});
afterEach(async () => {
  await twin.close();
  await test.close();
});

async function opened(): Promise<{ payment: PaymentDocument; outTradeNo: string }> {
  const payment = await test.pay({ account: "openapi", product: "page" });
  await twin.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_open" });
  return { payment, outTradeNo: payment.attempts[0]?.out_trade_no ?? "" };
}

async function assertOneEffect(paymentId: string): Promise<void> {
  const { payment, postings, events, deliveries } = await test.gateway.inspectPayment(paymentId);
  expect(payment.state).toBe("paid");
  expect(postings).toHaveLength(2);
  expect(events.filter((event) => event.type === "payment.paid")).toHaveLength(1);
  expect(deliveries).toMatchObject([{ type: "payment.paid", status: "done" }]);
  expect(test.site.types).toEqual(["payment.paid"]);
}

describe("two gateways on one database", () => {
  it("serve one flow: made by one, opened by the other, paid at either, seen by both", async () => {
    const { payment, outTradeNo } = await opened();
    const trade = test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen: 1234n });
    const rawBody = openapiNotification(trade);
    const input = { accountId: "openapi", rawBody, requestId: "req_notify" };
    expect(await twin.acceptNotification(input)).toMatchObject({ answer: "success", outcome: "moved" });
    expect(await test.gateway.acceptNotification(input)).toMatchObject({ answer: "success", outcome: "duplicate" });
    await test.time.advance(0);
    for (const gateway of [test.gateway, twin]) {
      const seen = await gateway.getPayment({ siteId: test.siteId, paymentId: payment.id });
      expect(seen).toMatchObject({ state: "paid" });
    }
    await assertOneEffect(payment.id);
  });

  it("let the same notification have one effect, though both get it many times at once", async () => {
    const { payment, outTradeNo } = await opened();
    const trade = test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen: 1234n });
    const input = { accountId: "openapi", rawBody: openapiNotification(trade), requestId: "req_notify" };
    const gateways = Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? test.gateway : twin));
    const results = await Promise.all(gateways.map((gateway) => gateway.acceptNotification(input)));
    expect(results.map((result) => result.answer)).toEqual(Array.from({ length: 10 }, () => "success"));
    expect(results.filter((result) => result.outcome === "moved")).toHaveLength(1);
    await Promise.all([test.time.advance(0), test.time.advance(0)]);
    await test.time.advance(60_000);
    await assertOneEffect(payment.id);
    const { notifications } = await test.gateway.inspectPayment(payment.id);
    expect(notifications).toMatchObject([{ copies: 10 }]);
  });

  it("ask Alipay once where both timers find the same question due", async () => {
    const { payment, outTradeNo } = await opened();
    test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen: 1234n });
    await Promise.all([test.time.advance(5000), test.time.advance(5000)]);
    await test.time.advance(1000);
    expect(test.alipay.callsOf("alipay.trade.query")).toHaveLength(1);
    await assertOneEffect(payment.id);
  });

  it("make one payment of an order that the site sends to both at once", async () => {
    const order = {
      siteId: test.siteId,
      orderNo: "twice-at-once",
      amountFen: 500n,
      subject: "x",
      goods: "virtual",
      account: "openapi",
      product: "page",
      requestId: "req_order",
    } as const;
    const made = await Promise.all([0, 1, 2, 3].map((n) => (n % 2 ? twin : test.gateway).createPayment(order)));
    expect(new Set(made.map(({ payment }) => payment.id)).size).toBe(1);
    expect(made.filter(({ created }) => created)).toHaveLength(1);
  });
});
