import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeTrade, mapiNotification } from "../../testing/fake-alipay.ts";
import { FakeShop } from "../../testing/fake-shop.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";

const minuteMs = 60_000;
let test: TestGateway;
let shop: FakeShop;

beforeEach(async () => {
  shop = new FakeShop();
  test = await openTestGateway({ siteAdapters: { shop: shop.adapter } });
  await test.gateway.setSiteDelivery({ siteId: test.siteId, adapter: "shop", requestId: "req_s" });
});
afterEach(() => test.close());

async function opened(product: "escrow" | "direct"): Promise<{ payment: PaymentDocument; trade: FakeTrade }> {
  const payment = await test.pay({ product, goods: "physical" });
  shop.put(payment.order_no);
  await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_o" });
  const number = payment.attempts[0]?.out_trade_no ?? "";
  return { payment, trade: test.alipay.trade(number, { status: "WAIT_BUYER_PAY", totalFen: 1234n }) };
}

async function escrowed(): Promise<{ payment: PaymentDocument; trade: FakeTrade }> {
  const { payment, trade } = await opened("escrow");
  trade.status = "WAIT_SELLER_SEND_GOODS";
  await test.gateway.acceptNotification({ accountId: "mapi", rawBody: mapiNotification(trade), requestId: "req_n" });
  return { payment, trade };
}
const shipments = (): object[] => test.alipay.callsOf("send_goods_confirm_by_platform");
const stateOf = async ({ id: paymentId }: PaymentDocument): Promise<string> =>
  (await test.gateway.getPayment({ siteId: test.siteId, paymentId })).state;
const incidents = async (): Promise<string[]> => (await test.gateway.listIncidents({})).data.map(({ cause }) => cause);

describe("a site whose orders can be read", () => {
  it("has its escrow goods shipped at Alipay once the shop has marked them, with the shop's carrier", async () => {
    const { payment, trade } = await escrowed();
    await test.time.advance(6 * minuteMs);
    expect(shipments()).toEqual([]);
    shop.put(payment.order_no, { state: 2, settled: true, shipped: true });
    await test.time.advance(6 * minuteMs);
    expect(shipments()).toMatchObject([{ trade_no: trade.tradeNo, logistics_name: "顺丰速运" }]);
    await test.time.advance(12 * minuteMs);
    expect(shipments()).toHaveLength(1);
    expect(await stateOf(payment)).toBe("escrow_shipped");
  });

  it("tells its owner of escrow money whose order is gone, and of goods that Alipay does not take for shipped", async () => {
    const gone = await escrowed();
    shop.orders.delete(gone.payment.order_no);
    const refused = await escrowed();
    shop.put(refused.payment.order_no, { state: 2, settled: true, shipped: true });
    test.alipay.mood = { refuses: "TRADE_STATUS_NOT_AVAILD" };
    await test.time.advance(6 * minuteMs);
    expect(await incidents()).toEqual(expect.arrayContaining(["escrow-waits-for-shipping", "order-missing-when-paid"]));
    expect(await stateOf(refused.payment)).toBe("escrow_paid");
  });

  it("closes what a buyer could still pay for an order that was deleted, and nothing else", async () => {
    const deleted = await opened("direct");
    const kept = await opened("direct");
    shop.orders.delete(deleted.payment.order_no);
    await test.time.advance(4 * minuteMs);
    expect(await stateOf(deleted.payment)).toBe("unpaid");
    await test.time.advance(8 * minuteMs);
    expect([deleted.trade.status, kept.trade.status]).toEqual(["TRADE_CLOSED", "WAIT_BUYER_PAY"]);
    expect(await stateOf(deleted.payment)).toBe("closed");
    expect(await stateOf(kept.payment)).toBe("unpaid");
  });

  it("closes nothing while the shop's database is down, and goes on when it is back", async () => {
    const { payment } = await opened("direct");
    shop.orders.clear();
    shop.isDown = true;
    await test.time.advance(30 * minuteMs);
    expect(await stateOf(payment)).toBe("unpaid");
    expect(shop.asked.length).toBeGreaterThan(1);
    shop.isDown = false;
    await test.time.advance(6 * minuteMs);
    expect(await stateOf(payment)).toBe("closed");
  });

  it("does not close what was paid while its order was deleted", async () => {
    const { payment, trade } = await opened("direct");
    shop.orders.clear();
    trade.status = "TRADE_SUCCESS";
    await test.time.advance(12 * minuteMs);
    expect(await stateOf(payment)).toBe("paid");
  });

  it("is looked at by one of two processes, across a restart, and no more once it goes another way", async () => {
    await opened("direct");
    const twin = await test.openTwin();
    await test.time.advance(31 * minuteMs);
    expect(shop.asked.length).toBeGreaterThanOrEqual(5);
    expect(shop.asked.length).toBeLessThanOrEqual(7);
    await twin.close();
    await test.reopen();
    const before = shop.asked.length;
    await test.time.advance(11 * minuteMs);
    expect(shop.asked.length).toBe(before + 2);
    await test.gateway.setSiteDelivery({ siteId: test.siteId, adapter: "webhook", requestId: "req_s" });
    await test.time.advance(30 * minuteMs);
    expect(shop.asked.length).toBeLessThanOrEqual(before + 2);
    expect(await test.database.rows("select id from outbox where kind = 'watch_site' and status <> 'done'")).toEqual(
      [],
    );
  });
});
