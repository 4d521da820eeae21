import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mapiNotification, openapiNotification } from "../testing/fake-alipay.ts";
import { openSiteOverHttp, type SiteOverHttp } from "./testing/site-over-http.ts";

let site: SiteOverHttp;

beforeEach(async () => {
  site = await openSiteOverHttp();
});
afterEach(async () => {
  await site.close();
});

type Document = Record<string, unknown> & { id: string; attempts: { out_trade_no: string }[] };
const order = {
  order_no: "S-1",
  amount_fen: 1234,
  subject: "茶杯",
  goods: "physical",
  account: "openapi",
  product: "page",
};
const { order_no: _, ...content } = order;
const key = (value: string): { headers: Record<string, string> } => ({ headers: { "idempotency-key": value } });

async function paid(changes: object = {}): Promise<Document> {
  const made = (
    await site.call({ method: "POST", url: "/v1/payments", body: { ...order, ...changes } })
  ).json() as Document;
  await site.test.gateway.openPayment({ paymentId: made.id, device: "desktop", requestId: "r" });
  const outTradeNo = made.attempts[0]?.out_trade_no ?? "";
  const isEscrow = made["product"] === "escrow";
  const status = isEscrow ? "WAIT_SELLER_SEND_GOODS" : "TRADE_SUCCESS";
  const trade = site.test.alipay.trade(outTradeNo, { status, totalFen: 1234n });
  const rawBody = isEscrow ? mapiNotification(trade) : openapiNotification(trade);
  await site.test.gateway.acceptNotification({ accountId: isEscrow ? "mapi" : "openapi", rawBody, requestId: "n" });
  return made;
}

describe("an Idempotency-Key", () => {
  it("makes one payment of a repeated order, and refuses another order under it", async () => {
    const create = (changes: object = {}) =>
      site.call({ method: "POST", url: "/v1/payments", body: { ...order, ...changes }, ...key("k1") });
    const first = await create();
    expect([first.statusCode, first.headers["idempotent-replayed"]]).toEqual([201, undefined]);
    const again = await create();
    expect([again.statusCode, again.headers["idempotent-replayed"], again.json()]).toEqual([200, "true", first.json()]);
    expect((await create({ amount_fen: 5 })).json()).toMatchObject({
      code: 1013,
      existing_id: first.json().id,
      differing_fields: [{ field: "amount_fen", known: 1234, given: 5 }],
    });
  });

  it("refunds once, answers the same again, and refuses another amount or another payment under it", async () => {
    const payment = await paid();
    const refund = (body: object, id = payment.id) =>
      site.call({ method: "POST", url: `/v1/payments/${id}/refunds`, body, ...key("k1") });
    const first = await refund({ amount_fen: 100 });
    expect([first.statusCode, first.json()]).toMatchObject([201, { state: "succeeded" }]);
    const again = await refund({ amount_fen: 100 });
    expect([again.statusCode, again.headers["idempotent-replayed"], again.json()]).toEqual([201, "true", first.json()]);
    expect(again.headers["location"]).toBe(first.headers["location"]);
    expect((await refund({ amount_fen: 101 })).json()).toMatchObject({ code: 1013, param: "Idempotency-Key" });
    const other = await paid({ order_no: "S-2" });
    expect((await refund({ amount_fen: 100 }, other.id)).json()).toMatchObject({
      code: 1013,
      differing_fields: [{ field: "payment_id" }],
    });
    expect(site.test.alipay.callsOf("alipay.trade.refund")).toHaveLength(1);
  });

  it("never replays a refund of unknown outcome: asked again, it says how the refund stands now", async () => {
    const payment = await paid();
    const refund = () =>
      site.call({ method: "POST", url: `/v1/payments/${payment.id}/refunds`, body: { amount_fen: 100 }, ...key("k1") });
    site.test.alipay.mood = "lost";
    expect((await refund()).statusCode).toBe(202);
    site.test.alipay.mood = "answers";
    const pending = await refund();
    expect([pending.statusCode, pending.headers["idempotent-replayed"]]).toEqual([202, undefined]);
    await site.test.time.advance(10_000);
    const settled = await refund();
    expect([settled.statusCode, settled.headers["idempotent-replayed"]]).toEqual([200, undefined]);
    expect(settled.json()).toMatchObject({ state: "succeeded" });
    expect((await refund()).headers["idempotent-replayed"]).toBe("true");
    expect(site.test.alipay.callsOf("alipay.trade.refund")).toHaveLength(1);
  });

  it("answers a refund that Alipay refused with the same refusal again, and sends it once", async () => {
    const payment = await paid();
    site.test.alipay.mood = { refuses: "ACQ.SELLER_BALANCE_NOT_ENOUGH" };
    const refund = (changes: object = {}) =>
      site.call({ method: "POST", url: `/v1/payments/${payment.id}/refunds`, body: { refund_no: "R-1", ...changes } });
    const first = (await refund()).json();
    expect(first).toMatchObject({ code: 1010, alipay: { sub_code: "ACQ.SELLER_BALANCE_NOT_ENOUGH" } });
    const { request_id: _, ...same } = first;
    expect((await refund()).json()).toMatchObject(same);
    expect(site.test.alipay.callsOf("alipay.trade.refund")).toHaveLength(1);
    expect((await refund({ reason: "别的原因" })).json()).toMatchObject({
      code: 1013,
      differing_fields: [{ field: "reason", known: "协商退款", given: "别的原因" }],
    });
  });

  it("replaces once, and gives the stored answer even after the payment moved on", async () => {
    const made = (await site.call({ method: "POST", url: "/v1/payments", body: order })).json() as Document;
    const url = `/v1/payments/${made.id}/replace`;
    const replace = (changes: object = {}) =>
      site.call({ method: "POST", url, body: { ...content, amount_fen: 2000, ...changes }, ...key("k1") });
    const first = await replace();
    expect(first.json()).toMatchObject({ amount_fen: 2000, attempts: [{}, {}] });
    await site.call({ method: "POST", url, body: { ...content, amount_fen: 3000 } });
    const again = await replace();
    expect([again.headers["idempotent-replayed"], again.json()]).toEqual(["true", first.json()]);
    expect((await replace({ amount_fen: 2001 })).json()).toMatchObject({ code: 1013 });
    expect((await site.call({ url: `/v1/payments/${made.id}` })).json()).toMatchObject({ amount_fen: 3000 });
  });

  it("ships once; where Alipay's answer got lost it tells what became of it, also when the buyer has confirmed", async () => {
    const payment = await paid({ account: "mapi", product: "escrow" });
    const ship = (changes: object = {}) =>
      site.call({
        method: "POST",
        url: `/v1/payments/${payment.id}/shipment`,
        body: { logistics_name: "顺丰", transport_type: "EXPRESS", ...changes },
        ...key("k1"),
      });
    site.test.alipay.mood = "lost";
    expect((await ship()).statusCode).toBe(202);
    site.test.alipay.mood = "answers";
    const trade = site.test.alipay.trades.get(payment.attempts[0]?.out_trade_no ?? "");
    if (trade !== undefined) trade.status = "TRADE_FINISHED";
    await site.test.time.advance(60_000);
    const settled = await ship();
    expect([settled.statusCode, settled.json()]).toMatchObject([200, { state: "finished" }]);
    expect((await ship()).headers["idempotent-replayed"]).toBe("true");
    expect(site.test.alipay.callsOf("send_goods_confirm_by_platform")).toHaveLength(1);
    expect((await ship({ logistics_name: "中通" })).json()).toMatchObject({ code: 1013 });
  });
});
