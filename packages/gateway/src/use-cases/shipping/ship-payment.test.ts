import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeTrade, mapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";
import type { ShipPaymentResult } from "./ship-payment.ts";

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

async function escrowed(goods: "physical" | "virtual"): Promise<{ payment: PaymentDocument; trade: FakeTrade }> {
  const payment = await test.pay({ product: "escrow", goods });
  await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_open" });
  const trade = test.alipay.trade(payment.attempts[0]?.out_trade_no ?? "", {
    status: "WAIT_SELLER_SEND_GOODS",
    totalFen: 1234n,
  });
  await post(trade);
  return { payment, trade };
}

async function post(trade: FakeTrade): Promise<void> {
  await test.gateway.acceptNotification({ accountId: "mapi", rawBody: mapiNotification(trade), requestId: "req_n" });
}

function ship(payment: PaymentDocument): Promise<ShipPaymentResult> {
  return test.gateway.shipPayment({
    siteId: test.siteId,
    paymentId: payment.id,
    logisticsName: "顺丰速运",
    invoiceNo: "SF1",
    transportType: "EXPRESS",
    requestId: "req_ship",
  });
}

describe("physical goods in escrow", () => {
  it("are shipped by the site, and handed over only when the buyer has confirmed", async () => {
    const { payment, trade } = await escrowed("physical");
    await test.time.advance(0);
    expect(test.site.types).toEqual(["payment.escrow_paid"]);
    const { payment: shipped, pending } = await ship(payment);
    expect(pending).toBe(false);
    expect(shipped.state).toBe("escrow_shipped");
    expect(test.alipay.callsOf("send_goods_confirm_by_platform")).toMatchObject([
      { trade_no: trade.tradeNo, logistics_name: "顺丰速运", invoice_no: "SF1", transport_type: "EXPRESS" },
    ]);
    trade.status = "TRADE_FINISHED";
    await post(trade);
    await test.time.advance(0);
    expect(test.site.types).toEqual([
      "payment.escrow_paid",
      "payment.escrow_shipped",
      "payment.paid",
      "payment.finished",
    ]);
  });

  it("are pending where the answer got lost, and Alipay's word settles it", async () => {
    const { payment } = await escrowed("physical");
    test.alipay.mood = "lost";
    const result = await ship(payment);
    expect(result).toMatchObject({ pending: true, payment: { state: "escrow_paid", last_error: { code: 1014 } } });
    test.alipay.mood = "answers";
    await test.time.advance(1000);
    expect((await test.gateway.inspectPayment(payment.id)).payment.state).toBe("escrow_shipped");
  });

  it("bring Alipay's refusal with its code", async () => {
    const { payment } = await escrowed("physical");
    test.alipay.mood = { refuses: "TRADE_STATUS_NOT_AVAILD" };
    await expect(ship(payment)).rejects.toMatchObject({
      unified: 1010,
      alipay: { code: "TRADE_STATUS_NOT_AVAILD" },
    });
  });

  it("cannot be shipped before they are paid", async () => {
    const payment = await test.pay({ product: "escrow" });
    await expect(ship(payment)).rejects.toMatchObject({ unified: 1010, extra: { state: "unpaid" } });
    expect(test.alipay.calls).toEqual([]);
  });

  it("cannot be shipped where the money never was in escrow", async () => {
    const payment = await test.pay({ product: "direct" });
    await post(
      test.alipay.trade(payment.attempts[0]?.out_trade_no ?? "", { status: "TRADE_SUCCESS", totalFen: 1234n }),
    );
    await expect(ship(payment)).rejects.toMatchObject({ unified: 1010, extra: { state: "paid" } });
    expect(test.alipay.callsOf("send_goods_confirm_by_platform")).toEqual([]);
  });

  it("are shipped by their own site only", async () => {
    const { payment } = await escrowed("physical");
    const other = await test.gateway.registerSite({ name: "第二家", requestId: "req_setup" });
    const stolen = { siteId: other.siteId, paymentId: payment.id, logisticsName: "x", requestId: "req_x" };
    await expect(test.gateway.shipPayment({ ...stolen, transportType: "EMS" })).rejects.toMatchObject({
      unified: 1009,
    });
    expect(test.alipay.callsOf("send_goods_confirm_by_platform")).toEqual([]);
  });

  it("are found by a query where the buyer's confirmation was never notified", async () => {
    const { payment, trade } = await escrowed("physical");
    await ship(payment);
    trade.status = "TRADE_FINISHED";
    await test.time.advance(7 * 3600 * 1000);
    expect(test.site.types).toContain("payment.paid");
  });
});

describe("virtual goods in escrow", () => {
  it("are marked as shipped at Alipay automatically, and handed over when the buyer has confirmed", async () => {
    const { payment, trade } = await escrowed("virtual");
    await test.time.advance(0);
    expect(test.alipay.callsOf("send_goods_confirm_by_platform")).toHaveLength(1);
    expect(test.site.types).not.toContain("payment.paid");
    trade.status = "TRADE_FINISHED";
    await post(trade);
    await test.time.advance(0);
    expect(test.site.types.filter((type) => type === "payment.paid")).toHaveLength(1);
    expect((await test.gateway.inspectPayment(payment.id)).payment.state).toBe("finished");
  });

  it("are left alone where a person has shipped them at Alipay meanwhile", async () => {
    const { trade } = await escrowed("virtual");
    trade.status = "WAIT_BUYER_CONFIRM_GOODS";
    await post(trade);
    await test.time.advance(0);
    expect(test.alipay.callsOf("send_goods_confirm_by_platform")).toEqual([]);
  });

  it("are tried again until Alipay takes it, and once only", async () => {
    test.alipay.mood = "answers";
    const payment = await test.pay({ product: "escrow", goods: "virtual" });
    const trade = test.alipay.trade(payment.attempts[0]?.out_trade_no ?? "", {
      status: "WAIT_SELLER_SEND_GOODS",
      totalFen: 1234n,
    });
    await post(trade);
    test.alipay.mood = "unreachable";
    await test.time.advance(60_000);
    test.alipay.mood = "answers";
    await test.time.advance(3600_000);
    const shipped = test.alipay.callsOf("send_goods_confirm_by_platform").length;
    expect(trade.status).toBe("WAIT_BUYER_CONFIRM_GOODS");
    await test.time.advance(3600_000);
    expect(test.alipay.callsOf("send_goods_confirm_by_platform")).toHaveLength(shipped);
  });

  it("end with a person where Alipay refuses for a day", async () => {
    const { payment } = await escrowed("virtual");
    test.alipay.mood = { refuses: "HAS_NO_PRIVILEGE" };
    await test.time.advance(26 * 3600 * 1000);
    const { incidents, deliveries } = await test.gateway.inspectPayment(payment.id);
    expect(deliveries).toMatchObject([{ type: "ship_virtual", status: "dead" }]);
    expect(incidents.map((incident) => incident.cause)).toContain("virtual-goods-not-shipped");
  });
});

describe("virtual goods in escrow of a site that ships by itself", () => {
  const autoShip = (on: boolean): Promise<unknown> =>
    test.gateway.changeSite({ siteId: test.siteId, autoShip: on, requestId: "req_set" });
  const shippedTimes = (): number => test.alipay.callsOf("send_goods_confirm_by_platform").length;
  const waiting = async (): Promise<unknown> =>
    (await test.gateway.listDeliveries({ siteId: test.siteId, limit: 10 })).awaiting_shipment;

  it("are left alone: site and owner are told once that they wait, and the site's own call ships them", async () => {
    await autoShip(false);
    const { payment, trade } = await escrowed("virtual");
    await post(trade);
    await test.time.advance(3 * 60_000);
    expect(shippedTimes()).toBe(0);
    expect(test.site.types).toEqual(["payment.escrow_paid"]);
    expect(await waiting()).toEqual([{ payment_id: payment.id, order_no: payment.order_no }]);
    const { incidents } = await test.gateway.inspectPayment(payment.id);
    expect(incidents).toMatchObject([{ cause: "virtual-goods-await-seller", state: "open", count: 1 }]);
    expect(await view(payment)).toMatchObject({ state: "escrow_paid", sellerShips: true });
    expect(await ship(payment)).toMatchObject({ pending: false, payment: { state: "escrow_shipped" } });
    expect(await view(payment)).toMatchObject({ state: "escrow_shipped", sellerShips: true });
    expect((await test.gateway.inspectPayment(payment.id)).incidents).toMatchObject([{ state: "resolved", count: 1 }]);
    expect(await waiting()).toEqual([]);
    trade.status = "TRADE_FINISHED";
    await post(trade);
    await test.time.advance(0);
    expect(test.site.types.filter((type) => type === "payment.paid")).toHaveLength(1);
  });

  it("are the seller's from then on where that is set while Alipay could not be reached", async () => {
    test.alipay.mood = "unreachable";
    const { payment } = await escrowed("virtual");
    await test.time.advance(60_000);
    await autoShip(false);
    test.alipay.mood = "answers";
    const before = shippedTimes();
    await test.time.advance(3 * 60_000);
    expect(shippedTimes()).toBe(before);
    const { payment: now, incidents } = await test.gateway.inspectPayment(payment.id);
    expect(now.state).toBe("escrow_paid");
    expect(incidents.map(({ cause }) => cause)).toContain("virtual-goods-await-seller");
    expect(test.site.types).toEqual(["payment.escrow_paid"]);
  });

  it("stay the seller's where it is switched on again later; what is paid then is shipped automatically", async () => {
    await autoShip(false);
    const { payment } = await escrowed("virtual");
    await autoShip(true);
    await test.time.advance(60_000);
    expect(shippedTimes()).toBe(0);
    expect(await view(payment)).toMatchObject({ sellerShips: true });
    const { payment: next } = await escrowed("virtual");
    await test.time.advance(0);
    expect(shippedTimes()).toBe(1);
    expect(await view(next)).toMatchObject({ state: "escrow_shipped", sellerShips: false });
  });

  it("are no other site's matter", async () => {
    await test.gateway.registerSite({ name: "第二家", autoShip: false, requestId: "req_setup" });
    await escrowed("virtual");
    await test.time.advance(0);
    expect(shippedTimes()).toBe(1);
  });

  const view = ({ id }: PaymentDocument) => test.gateway.viewPayment({ paymentId: id, requestId: "req_view" });
});
