import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";
import type { ListDeliveriesResult } from "./list-deliveries.ts";

const hourMs = 3_600_000;

let test: TestGateway;
beforeEach(async () => {
  test = await openTestGateway();
  // The site can't be reached from outside.
  test.site.nextAnswers.push(...Array<"down">(1000).fill("down"));
});
afterEach(() => test.close());

async function report(payment: PaymentDocument, status: string): Promise<void> {
  const outTradeNo = payment.attempts[0]?.out_trade_no ?? "";
  const trade = test.alipay.trades.get(outTradeNo) ?? test.alipay.trade(outTradeNo, { status, totalFen: 1234n });
  trade.status = status;
  await test.gateway.acceptNotification({ accountId: "mapi", rawBody: mapiNotification(trade), requestId: "req_n" });
}
const owed = (over: object = {}): Promise<ListDeliveriesResult> =>
  test.gateway.listDeliveries({ siteId: test.siteId, ...over });
const names = async (over: object = {}): Promise<string[]> =>
  (await owed(over)).data.map(({ type, payment }) => `${type} ${(payment as PaymentDocument).order_no}`);
async function answer(httpStatus: number, outcome?: string, over: object = {}): Promise<unknown> {
  const id = String((await owed()).data[0]?.["id"]);
  const about = { siteId: test.siteId, deliveryId: id, requestId: "req_a", ...over };
  return test.gateway.acknowledgeDelivery({ ...about, httpStatus, ...(outcome !== undefined && { outcome }) });
}

describe("a site which fetches what it is owed", () => {
  it("gets each delivery as its webhook would carry it, and a payment's next one after it is acknowledged", async () => {
    const first = await test.pay();
    const second = await test.pay();
    await report(first, "TRADE_SUCCESS");
    await test.time.advance(1000);
    await report(first, "TRADE_FINISHED");
    await test.time.advance(1);
    await report(second, "TRADE_SUCCESS");
    expect(await names()).toEqual([`payment.paid ${first.order_no}`, `payment.paid ${second.order_no}`]);
    const [delivery] = (await owed()).data;
    expect(delivery).toMatchObject({ type: "payment.paid", earlier: [], payment: { id: first.id, state: "paid" } });
    expect(await answer(200, "done")).toEqual({ id: delivery?.["id"], status: "done" });
    expect(await names()).toEqual([`payment.finished ${first.order_no}`, `payment.paid ${second.order_no}`]);
    expect((await owed()).data[0]).toMatchObject({ earlier: ["payment.paid"] });
    expect(await names({ orderNo: second.order_no })).toEqual([`payment.paid ${second.order_no}`]);
    expect(await names({ orderNo: "S-0" })).toEqual([]);
    expect(await names({ limit: 1 })).toHaveLength(1);
  });

  it("acknowledges for good: nothing is pushed afterwards, the receipt stays, and again is fine", async () => {
    const payment = await test.pay();
    await report(payment, "TRADE_SUCCESS");
    await test.time.advance(0);
    const id = String((await owed()).data[0]?.["id"]);
    await answer(204);
    test.site.received.length = 0;
    await test.time.advance(hourMs);
    expect(test.site.received).toEqual([]);
    const about = { siteId: test.siteId, deliveryId: id, requestId: "req_a" };
    expect(await test.gateway.acknowledgeDelivery({ ...about, httpStatus: 409, outcome: "order_missing" })).toEqual({
      id,
      status: "done",
    });
    const { deliveries, incidents } = await test.gateway.inspectPayment(payment.id);
    expect(deliveries).toMatchObject([{ status: "done", receipts: [{ adapter: "fetched" }] }]);
    expect(deliveries[0]?.attempts.map(({ status, error }) => status ?? error)).toEqual(["connect:ECONNREFUSED", 204]);
    expect(incidents).toEqual([]);
  });

  it("wins over a push which is on its way at the same moment", async () => {
    const payment = await test.pay();
    await report(payment, "TRADE_SUCCESS");
    await test.database.rows(
      "update outbox set status = 'leased', attempts = 1, lease_token = 'x' where kind = 'webhook'",
    );
    expect(await answer(200)).toMatchObject({ status: "done" });
    expect(await test.database.rows("select status, lease_token from outbox where kind = 'webhook'")).toEqual([
      { status: "done", lease_token: null },
    ]);
  });

  it("still gets what the push gave up after three days", async () => {
    const payment = await test.pay();
    await report(payment, "TRADE_SUCCESS");
    await test.database.rows("update outbox set status = 'dead' where kind = 'webhook'");
    expect(await names()).toEqual([`payment.paid ${payment.order_no}`]);
    expect(await answer(503)).toMatchObject({ status: "pending" });
    expect(await answer(200)).toMatchObject({ status: "done" });
  });

  it("leaves to a person what it refuses for good, with the reason; a word that is none is only a failure", async () => {
    const payment = await test.pay();
    await report(payment, "TRADE_SUCCESS");
    expect(await answer(409)).toMatchObject({ status: "pending" });
    expect(await answer(409, "order_doubled")).toMatchObject({ status: "parked" });
    expect(await names()).toEqual([]);
    const { incidents, deliveries } = await test.gateway.inspectPayment(payment.id);
    expect(deliveries).toMatchObject([{ status: "parked" }]);
    expect(incidents).toMatchObject([{ cause: "order-missing-when-paid", evidence: { why: "order_doubled" } }]);
  });

  it("hears which physical goods wait in escrow for their shipping", async () => {
    const physical = await test.pay({ product: "escrow" });
    const virtual = await test.pay({ product: "escrow", goods: "virtual" });
    const direct = await test.pay();
    for (const payment of [physical, virtual]) await report(payment, "WAIT_SELLER_SEND_GOODS");
    await report(direct, "TRADE_SUCCESS");
    const waiting = [{ payment_id: physical.id, order_no: physical.order_no }];
    expect((await owed()).awaiting_shipment).toEqual(waiting);
    expect((await owed({ orderNo: physical.order_no })).awaiting_shipment).toEqual([]);
    await report(physical, "WAIT_BUYER_CONFIRM_GOODS");
    expect((await owed()).awaiting_shipment).toEqual([]);
  });

  it("sees nothing of another site, and acknowledges nothing of it", async () => {
    const payment = await test.pay();
    await report(payment, "TRADE_SUCCESS");
    const other = await test.gateway.registerSite({ name: "other", webhookUrl: "https://shop.test/2", requestId: "r" });
    expect((await owed({ siteId: other.siteId })).data).toEqual([]);
    await expect(answer(200, undefined, { siteId: other.siteId })).rejects.toMatchObject({ unified: 1009 });
    await expect(answer(200, undefined, { deliveryId: "dlv_none" })).rejects.toMatchObject({ unified: 1009 });
  });
});

describe("a webhook which refuses for good", () => {
  it.each([
    [409, '{"outcome":"goods_differ_from_total"}', "parked", "delivery-needs-person"],
    [422, '{"outcome":"order_number_unknown"}', "parked", "delivery-needs-person"],
    [409, "<html>conflict</html>", "pending", undefined],
    [409, '{"outcome":"It broke: <b>"}', "pending", undefined],
    [503, '{"outcome":"order_missing"}', "pending", undefined],
  ])("answering %i %s leaves the delivery %s", async (status, body, state, cause) => {
    test.site.nextAnswers.length = 0;
    test.site.nextAnswers.push({ status, body });
    const payment = await test.pay();
    await report(payment, "TRADE_SUCCESS");
    await test.time.advance(0);
    const { deliveries, incidents } = await test.gateway.inspectPayment(payment.id);
    expect(deliveries).toMatchObject([{ status: state }]);
    expect(incidents.map((incident) => incident.cause)).toEqual(cause === undefined ? [] : [cause]);
  });
});
