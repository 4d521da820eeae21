import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";
import type { DeliveryDocument } from "./describe-delivery.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway({ pollMs: 1_800_000 });
});
afterEach(async () => {
  await test.close();
});

async function report(payment: PaymentDocument, status = "TRADE_SUCCESS"): Promise<void> {
  const outTradeNo = payment.attempts[0]?.out_trade_no ?? "";
  const trade = test.alipay.trades.get(outTradeNo) ?? test.alipay.trade(outTradeNo, { status, totalFen: 1234n });
  trade.status = status;
  await test.gateway.acceptNotification({ accountId: "openapi", rawBody: openapiNotification(trade), requestId: "n" });
}

async function paid(over: Parameters<TestGateway["pay"]>[0] = {}): Promise<PaymentDocument> {
  const payment = await test.pay({ account: "openapi", product: "page", ...over });
  await report(payment);
  return payment;
}

const refund = (payment: PaymentDocument): Promise<unknown> =>
  test.gateway.requestRefund({ siteId: test.siteId, paymentId: payment.id, actor: "key:t", requestId: "req_refund" });

async function deliveryOf(payment: PaymentDocument): Promise<DeliveryDocument> {
  const [delivery] = (await test.gateway.inspectPayment(payment.id)).deliveries;
  if (delivery === undefined) throw new Error("nothing is owed");
  return delivery;
}

async function resend(payment: PaymentDocument, over: { evenIfRefunded?: boolean } = {}): Promise<unknown> {
  return test.gateway.resendDelivery({ deliveryId: (await deliveryOf(payment)).id, requestId: "req_resend", ...over });
}

const fail = (count: number): void => void test.site.nextAnswers.push(...Array<number>(count).fill(503));

/** Given up after three days. */
async function dead(): Promise<PaymentDocument> {
  fail(100);
  const payment = await paid();
  await test.time.advance(85 * hourMs);
  expect((await deliveryOf(payment)).status).toBe("dead");
  test.site.nextAnswers.length = 0;
  test.site.received.length = 0;
  return payment;
}

describe("sending a delivery again", () => {
  it("brings a dead one to the site at once, under the same id, and leaves a trace of who did it", async () => {
    const payment = await dead();
    const { id } = await deliveryOf(payment);
    expect(await resend(payment)).toMatchObject({ id, status: "pending", type: "payment.paid" });
    await test.time.advance(0);
    expect(test.site.received).toMatchObject([{ id, deliveryHeader: id, signed: true, type: "payment.paid" }]);
    expect((await deliveryOf(payment)).status).toBe("done");
    const rows = await test.database.rows("select * from audit where action = 'delivery.resent'");
    expect(rows).toMatchObject([{ actor: "admin", subject: id, request_id: "req_resend" }]);
    expect(JSON.parse(String(rows[0]?.["detail_json"]))).toMatchObject({ before: { status: "dead", attempts: 16 } });
  });

  it("starts three more days of tries, quick ones first", async () => {
    const payment = await dead();
    fail(4);
    await resend(payment);
    await test.time.advance(0);
    await test.time.advance(2000);
    await test.time.advance(10_000);
    expect(test.site.received).toHaveLength(3);
    await test.time.advance(48 * hourMs);
    expect((await deliveryOf(payment)).status).toBe("done");
  });

  it("repeats an acknowledged one with the very same bytes", async () => {
    const payment = await paid();
    await test.time.advance(0);
    await resend(payment);
    await test.time.advance(0);
    const [first, second] = test.site.received;
    expect(second).toEqual(first);
    const { status, attempts, receipts } = await deliveryOf(payment);
    expect({ status, attempts: attempts.length, receipts: receipts.length }).toEqual({
      status: "done",
      attempts: 2,
      receipts: 2,
    });
  });

  it("hastens one that waits for its next try", async () => {
    fail(1);
    const payment = await paid();
    await test.time.advance(0);
    await resend(payment);
    await test.time.advance(0);
    expect((await deliveryOf(payment)).status).toBe("done");
  });

  it("refuses to grant the goods of a payment whose money went back, unless that is meant", async () => {
    const payment = await paid();
    await test.time.advance(0);
    await refund(payment);
    await test.time.advance(0);
    await expect(resend(payment)).rejects.toMatchObject({ unified: 1010, extra: { state: "refunded" } });
    await resend(payment, { evenIfRefunded: true });
    await test.time.advance(0);
    expect(test.site.types).toEqual(["payment.paid", "payment.refunded", "payment.paid"]);
  });

  it("leaves one alone that is being tried at this moment", async () => {
    const payment = await paid();
    await test.database.rows("update outbox set status = 'leased', lease_token = 'x', lease_until_ms = 9999999999999");
    await expect(resend(payment)).rejects.toMatchObject({ unified: 1010, retry: "backoff" });
  });

  it("says 1009 for what is no delivery to a site", async () => {
    await paid();
    await test.database.rows("update outbox set kind = 'ship_virtual'");
    const [row] = await test.database.rows("select id from outbox");
    const deliveryId = String(row?.["id"]);
    for (const id of [deliveryId, "dlv_none"]) {
      const asked = test.gateway.resendDelivery({ deliveryId: id, requestId: "r" });
      await expect(asked).rejects.toMatchObject({ unified: 1009 });
    }
  });
});

describe("saying how a delivery ended", () => {
  const settle = async (payment: PaymentDocument, as: "delivered" | "given_up"): Promise<unknown> =>
    test.gateway.settleDelivery({
      deliveryId: (await deliveryOf(payment)).id,
      as,
      note: "looked into the shop",
      requestId: "req_settle",
    });

  it("as delivered keeps the person's word as its receipt and lets the next one go", async () => {
    fail(3);
    const payment = await paid();
    await report(payment, "TRADE_FINISHED");
    await test.time.advance(0);
    await settle(payment, "delivered");
    test.site.nextAnswers.length = 0;
    await test.time.advance(0);
    expect(test.site.types).toEqual(["payment.paid", "payment.finished"]);
    const { status, receipts } = await deliveryOf(payment);
    expect(status).toBe("done");
    expect(receipts).toMatchObject([{ adapter: "by_hand", receipt: { actor: "admin", note: "looked into the shop" } }]);
    await expect(settle(payment, "delivered")).rejects.toMatchObject({ unified: 1010 });
  });

  it("as given up takes it from the list of dead ones and sends nothing more", async () => {
    const payment = await dead();
    await settle(payment, "given_up");
    await test.time.advance(hourMs);
    expect(test.site.received).toEqual([]);
    expect(await deliveryOf(payment)).toMatchObject({ status: "skipped", receipts: [] });
    expect((await test.gateway.listAllDeliveries({})).data).toEqual([]);
    const rows = await test.database.rows("select * from audit where action = 'delivery.settled'");
    expect(JSON.parse(String(rows[0]?.["detail_json"]))).toMatchObject({ after: { as: "given_up" } });
  });
});

describe("the list of deliveries", () => {
  it("shows what is not through, page by page, and each status by itself", async () => {
    fail(3);
    for (let n = 0; n < 3; n += 1) {
      await paid();
      await test.time.advance(0);
    }
    const done = await paid();
    await test.time.advance(0);
    const first = await test.gateway.listAllDeliveries({ limit: 2 });
    expect(first.data.map(({ status, last_error }) => [status, last_error])).toEqual([
      ["pending", "http_503"],
      ["pending", "http_503"],
    ]);
    const second = await test.gateway.listAllDeliveries({ limit: 2, cursor: first.next_cursor ?? "" });
    expect(second).toMatchObject({ data: [{ status: "pending" }], next_cursor: null });
    expect(new Set([...first.data, ...second.data].map(({ id }) => id)).size).toBe(3);
    const { data } = await test.gateway.listAllDeliveries({ status: "done", siteId: test.siteId });
    expect(data).toMatchObject([{ payment_id: done.id, site: test.siteId }]);
    expect((await test.gateway.listAllDeliveries({ siteId: "another" })).data).toEqual([]);
    await expect(test.gateway.listAllDeliveries({ cursor: "1-pay_x" })).rejects.toMatchObject({ unified: 1002 });
  });

  it("opens one with its body, its tries and what the site answered", async () => {
    fail(1);
    const payment = await paid();
    await test.time.advance(0);
    const delivery = await test.gateway.inspectDelivery((await deliveryOf(payment)).id);
    expect(delivery).toMatchObject({
      body: { id: delivery.id, type: "payment.paid", payment: { id: payment.id } },
      attempts: [{ status: 503, error: "http_503", answer: "shop trouble" }],
    });
  });

  it("adds up each site's queue with its oldest and the last sign of life", async () => {
    const quiet = await test.gateway.registerSite({
      name: "安静的店",
      webhookUrl: "https://shop.test/w",
      requestId: "r",
    });
    await paid({ siteId: quiet.siteId });
    await test.time.advance(minuteMs);
    expect(await test.gateway.listDeliveryQueues()).toEqual([]);
    fail(2);
    await paid();
    await paid({ siteId: quiet.siteId });
    await test.time.advance(0);
    expect(await test.gateway.listDeliveryQueues()).toMatchObject([
      { site: expect.any(String), adapter: "webhook", waiting: 1, oldest_waiting_at: "2026-01-01T04:01:00.000Z" },
      { waiting: 1, parked: 0, dead: 0 },
    ]);
    const queues = await test.gateway.listDeliveryQueues();
    const bySite = new Map(queues.map((queue) => [queue.site, queue]));
    expect(bySite.get(quiet.siteId)).toMatchObject({
      name: "安静的店",
      last_acknowledged_at: "2026-01-01T04:00:00.000Z",
    });
    expect(bySite.get(test.siteId)?.last_acknowledged_at).toBeNull();
  });
});
