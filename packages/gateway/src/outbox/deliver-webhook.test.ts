import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mapiNotification } from "../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../testing/test-gateway.ts";
import type { PaymentDocument } from "../use-cases/payments/payment-document.ts";

const hourMs = 3600 * 1000;

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway({ pollMs: 1_800_000 });
});
afterEach(async () => {
  await test.close();
});

async function paid(status = "TRADE_SUCCESS"): Promise<PaymentDocument> {
  const payment = await test.pay();
  await report(payment, status);
  return payment;
}

async function report(payment: PaymentDocument, status: string): Promise<void> {
  const outTradeNo = payment.attempts[0]?.out_trade_no ?? "";
  const trade = test.alipay.trades.get(outTradeNo) ?? test.alipay.trade(outTradeNo, { status, totalFen: 1234n });
  trade.status = status;
  await test.gateway.acceptNotification({ accountId: "mapi", rawBody: mapiNotification(trade), requestId: "req_n" });
}

describe("a delivery", () => {
  it("is signed, carries the payment as it was, and is acknowledged by any 2xx", async () => {
    test.site.nextAnswers.push(204);
    const payment = await paid();
    await test.time.advance(hourMs);
    expect(test.site.received).toHaveLength(1);
    expect(test.site.received[0]).toMatchObject({
      type: "payment.paid",
      signed: true,
      payment: { id: payment.id, order_no: payment.order_no, state: "paid", amount_fen: 1234 },
    });
    expect(test.site.received[0]?.deliveryHeader).toBe(test.site.received[0]?.id);
  });

  it("is tried again after 2 s, 10 s and 30 s, with the same id and a fresh signature, until it is acknowledged", async () => {
    test.site.nextAnswers.push(500, "down", 302);
    const payment = await paid();
    const moments: number[] = [];
    for (let second = 0; second <= 60; second += 1) {
      await test.time.advance(second === 0 ? 0 : 1000);
      while (moments.length < test.site.received.length) moments.push(second);
    }
    expect(moments).toEqual([0, 2, 12, 42]);
    expect(new Set(test.site.received.map((one) => one.id)).size).toBe(1);
    expect(test.site.received.every((one) => one.signed)).toBe(true);
    const [delivery] = (await test.gateway.inspectPayment(payment.id)).deliveries;
    expect(delivery).toMatchObject({ status: "done", next_attempt_at: null });
    expect(delivery?.attempts.map(({ status, error }) => status ?? error)).toEqual([
      500,
      "connect:ECONNREFUSED",
      302,
      200,
    ]);
  });

  it("is given up after three days with an incident, every attempt kept", async () => {
    test.site.nextAnswers.push(...Array<number>(100).fill(503));
    const payment = await paid();
    await test.time.advance(71 * hourMs);
    expect((await test.gateway.inspectPayment(payment.id)).deliveries).toMatchObject([{ status: "pending" }]);
    await test.time.advance(13 * hourMs);
    const { deliveries, incidents } = await test.gateway.inspectPayment(payment.id);
    expect(deliveries).toMatchObject([{ status: "dead" }]);
    expect(deliveries[0]?.attempts.length).toBe(test.site.received.length);
    expect(incidents.map(({ cause }) => cause).toSorted()).toEqual(["webhook-failing", "webhook-undeliverable"]);
    test.site.nextAnswers.length = 0;
    const before = test.site.received.length;
    await test.time.advance(24 * hourMs);
    expect(test.site.received.length).toBe(before);
  });

  it("waits for the earlier one of its payment, and for no other payment's", async () => {
    test.site.nextAnswers.push(500);
    const first = await paid();
    await test.time.advance(0);
    await report(first, "TRADE_FINISHED");
    const second = await paid();
    await test.time.advance(0);
    const order = (): string[] => test.site.received.map((one) => `${one.payment.id === first.id ? 1 : 2}:${one.type}`);
    expect(order()).toEqual(["1:payment.paid", "2:payment.paid"]);
    await test.time.advance(2000);
    expect(order()).toEqual(["1:payment.paid", "2:payment.paid", "1:payment.paid", "1:payment.finished"]);
    expect(second.id).not.toBe(first.id);
  });

  it("is signed with the former secret as well until its time is over", async () => {
    const former = test.site.secret;
    const rotated = await test.gateway.rotateWebhookSecret({ siteId: test.siteId, overlapHours: 2, requestId: "r" });
    expect(rotated).toEqual({
      siteId: test.siteId,
      webhookSecret: expect.stringMatching(/^whk_/),
      formerUntil: "2026-01-01T06:00:00.000Z",
    });
    const verifies = async (): Promise<boolean[]> => {
      test.site.received.length = 0;
      for (const secret of [former, rotated.webhookSecret]) {
        test.site.secret = secret;
        await paid();
        await test.time.advance(0);
      }
      return test.site.received.map(({ signed }) => signed);
    };
    expect(await verifies()).toEqual([true, true]);
    await test.time.advance(2 * hourMs);
    expect(await verifies()).toEqual([false, true]);
  });

  it("survives a restart between two tries", async () => {
    test.site.nextAnswers.push(500);
    await paid();
    await test.time.advance(0);
    await test.reopen();
    await test.time.advance(2000);
    expect(test.site.types).toEqual(["payment.paid", "payment.paid"]);
  });

  it("is not owed to a site without a webhook address", async () => {
    const site = await test.gateway.registerSite({ name: "asks itself", requestId: "req_s" });
    const payment = await test.pay({ siteId: site.siteId });
    await report(payment, "TRADE_SUCCESS");
    await test.time.advance(hourMs);
    expect(test.site.received).toEqual([]);
    expect((await test.gateway.inspectPayment(payment.id)).deliveries).toEqual([]);
  });
});
