import { signTestReturn } from "@dedepay/alipay";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeTrade, mapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, startMs, type TestGateway } from "../../testing/test-gateway.ts";
import { testMd5Key, testPartner } from "../../testing/test-identity.ts";
import type { AcceptNotificationResult } from "../notifications/notification-outcome.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";
import type { StoredOrder } from "./accept-legacy-notification.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const orderNo = "S-P1795372888RN609";

let test: TestGateway;
beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(() => test.close());

/** What the shop's earlier software began, under the order's own number. */
function oldTrade(status = "TRADE_SUCCESS", totalFen = 14_821n): FakeTrade {
  return test.alipay.trade(orderNo, { status, totalFen });
}
const stored = (over: Partial<StoredOrder> = {}): StoredOrder => ({
  orderNo,
  found: 1,
  goods: "physical",
  storedFen: 14_821n,
  stepFen: 1n,
  ...over,
});
function forward(rawBody: Buffer, order: StoredOrder | undefined = stored()): Promise<AcceptNotificationResult> {
  const about = { siteId: test.siteId, account: "mapi", requestId: "req_f" };
  return test.gateway.acceptLegacyNotification({ ...about, rawBody, ...(order && { order }) });
}
const find = (): Promise<PaymentDocument> => test.gateway.getPayment({ siteId: test.siteId, orderNo });
const causes = async (): Promise<string[]> => (await test.incidents()).map(({ cause }) => cause);
function pressPay(over: object = {}): Promise<PaymentDocument> {
  return test.pay({ orderNo, amountFen: 14_821n, ...over });
}

describe("a notification that the site forwards", () => {
  it("settles an order that the gateway never made, under its own number, and tells the site once", async () => {
    const raw = mapiNotification(oldTrade());
    expect(await forward(raw)).toMatchObject({ answer: "success", outcome: "moved" });
    expect(await forward(raw)).toMatchObject({ answer: "success", outcome: "duplicate" });
    expect(await find()).toMatchObject({
      state: "paid",
      amount_fen: 14_821,
      metadata: { adopted: "yes" },
      attempts: [{ out_trade_no: orderNo, state: "paid" }],
      notices: [{ kind: "adopted" }],
    });
    await test.time.advance(0);
    expect(test.site.received).toMatchObject([{ type: "payment.paid", signed: true, payment: { order_no: orderNo } }]);
    expect(await causes()).toEqual([]);
  });

  it("verifies though the site's own parameters stand among its fields, and only here", async () => {
    const raw = Buffer.concat([mapiNotification(oldTrade()), Buffer.from("&dopost=return&code=alipay")]);
    const direct = { accountId: "mapi", rawBody: raw, requestId: "req_d" };
    expect(await test.gateway.acceptNotification(direct)).toMatchObject({ answer: "fail", outcome: "unverified" });
    expect(await forward(raw)).toMatchObject({ answer: "success", outcome: "moved" });
  });

  it("verifies with a former key of the account until its date, and with a disabled account", async () => {
    const raw = mapiNotification(oldTrade());
    const formerValidUntilMs = test.time.nowMs() + dayMs;
    await test.gateway.rotateAccountKey({
      accountId: "mapi",
      keys: { md5Key: "k7w2m9x4c1v8b3n6q5z0a2s4d6f8g1h3" },
      formerValidUntilMs,
      requestId: "req_r",
    });
    await test.gateway.changeAccount({ accountId: "mapi", disabled: true, requestId: "req_d" });
    expect(await forward(raw)).toMatchObject({ answer: "success", outcome: "moved" });
    await test.time.advance(dayMs);
    const finished = mapiNotification(oldTrade("TRADE_FINISHED"));
    expect(await forward(finished)).toMatchObject({ answer: "fail", outcome: "unverified" });
  });

  it("settles nothing for a live site with an account of play money", async () => {
    const { siteId } = await test.gateway.registerSite({ name: "正式店", mode: "live", requestId: "req_s" });
    const about = { siteId, account: "mapi", order: stored(), requestId: "req_f" };
    const forwarding = test.gateway.acceptLegacyNotification({ ...about, rawBody: mapiNotification(oldTrade()) });
    await expect(forwarding).rejects.toMatchObject({
      unified: 1010,
      diagnosis: { cause: "sandbox-and-production-mixed" },
    });
  });

  it("verifies with an empty field in it (L5), and not with one that Alipay did not sign (L6)", async () => {
    const empty = Buffer.concat([mapiNotification(oldTrade()), Buffer.from("&body=")]);
    expect(await forward(empty)).toMatchObject({ outcome: "moved" });
    const foreign = Buffer.concat([mapiNotification(oldTrade("TRADE_FINISHED")), Buffer.from("&spm=1")]);
    expect(await forward(foreign)).toMatchObject({ answer: "fail", outcome: "unverified" });
  });

  it.each([
    [
      "signed with another key",
      () =>
        Buffer.from(
          mapiNotification(oldTrade())
            .toString()
            .replace(/sign=\w/, "sign=x"),
        ),
    ],
    [
      "that is a buyer's return, posted",
      () => {
        const keys = { protocol: "mapi", signType: "MD5", md5Key: testMd5Key } as const;
        const fields = { is_success: "T", out_trade_no: orderNo, trade_status: "TRADE_SUCCESS", total_fee: "148.21" };
        return Buffer.from(signTestReturn(keys, { ...fields, seller_id: testPartner, notify_id: "x" }));
      },
    ],
  ])("makes nothing of a message %s", async (_, message) => {
    expect(await forward(message())).toMatchObject({ answer: "fail", outcome: "unverified" });
    await expect(find()).rejects.toMatchObject({ unified: 1009 });
  });

  it("moves nothing where another seller (V8) or another amount was paid, and says so", async () => {
    expect(await forward(mapiNotification(oldTrade("TRADE_SUCCESS", 701n)))).toMatchObject({ outcome: "differs" });
    expect(await find()).toMatchObject({ state: "unpaid", amount_fen: 14_821 });
    const foreign = { ...oldTrade(), sellerId: "2088999999999999" };
    expect(await forward(mapiNotification(foreign))).toMatchObject({ answer: "success", outcome: "differs" });
    expect(await find()).toMatchObject({ state: "unpaid", amount_fen: 14_821 });
    expect((await causes()).sort()).toEqual(["amount-differs", "evidence-of-another-seller"]);
  });

  it("takes the asked amount for the order's where the stored one is its float image (T2)", async () => {
    const exact = oldTrade("TRADE_SUCCESS", 15_003_721n);
    const order = stored({ storedFen: 15_003_720n, stepFen: 2n });
    expect(await forward(mapiNotification(exact), order)).toMatchObject({ outcome: "moved" });
    expect(await find()).toMatchObject({ state: "paid", amount_fen: 15_003_721 });
  });

  it.each([
    [0, "order-missing-when-paid"],
    [2, "order-missing-when-paid"],
  ])("is parked where the site has %i orders of that number", async (found, cause) => {
    const order: StoredOrder = { orderNo, found, goods: "physical" };
    expect(await forward(mapiNotification(oldTrade()), order)).toMatchObject({ answer: "success", outcome: "parked" });
    expect(await causes()).toEqual([cause]);
    await expect(find()).rejects.toMatchObject({ unified: 1009 });
  });

  it("is parked where it names no order of the site, or the site sends another's facts", async () => {
    const raw = mapiNotification(oldTrade());
    for (const order of [undefined, stored({ orderNo: "S-P1795372888RN111" })]) {
      expect(
        await test.gateway.acceptLegacyNotification({
          siteId: test.siteId,
          account: "mapi",
          rawBody: raw,
          requestId: "req_f",
          ...(order && { order }),
        }),
      ).toMatchObject({ answer: "success", outcome: "parked" });
    }
    expect(await causes()).toEqual(["unknown-order"]);
    expect((await test.gateway.listPayments({ siteId: test.siteId, limit: 10 })).data).toEqual([]);
  });

  it("settles nothing of another site that has the same number under the same PID", async () => {
    await forward(mapiNotification(oldTrade("WAIT_BUYER_PAY")));
    const other = await test.gateway.registerSite({ name: "other", webhookUrl: "https://shop.test/2", requestId: "r" });
    const raw = mapiNotification(oldTrade());
    const input = { siteId: other.siteId, account: "mapi", rawBody: raw, order: stored(), requestId: "req_o" };
    expect(await test.gateway.acceptLegacyNotification(input)).toMatchObject({ outcome: "parked" });
    expect(await find()).toMatchObject({ state: "unpaid" });
  });

  it("is asked about at Alipay where it is not fresh, and settles by that answer or not at all", async () => {
    test.alipay.freshness = "false";
    const trade = oldTrade();
    const raw = mapiNotification(trade);
    trade.status = "WAIT_BUYER_PAY";
    expect(await forward(raw)).toMatchObject({ answer: "fail", outcome: "unconfirmed" });
    expect(await find()).toMatchObject({ state: "unpaid" });
    trade.status = "TRADE_SUCCESS";
    expect(await forward(raw)).toMatchObject({ answer: "success" });
    expect(await find()).toMatchObject({ state: "paid" });
  });

  it("books escrow as escrow: physical goods are told at once, virtual ones wait for the money", async () => {
    await forward(mapiNotification(oldTrade("WAIT_SELLER_SEND_GOODS")));
    expect(await find()).toMatchObject({ state: "escrow_paid" });
    await test.time.advance(0);
    expect(test.site.types).toEqual(["payment.escrow_paid"]);
    test.site.received.length = 0;
    const virtual = "M7T1795373629RN593";
    const trade = test.alipay.trade(virtual, { status: "WAIT_SELLER_SEND_GOODS", totalFen: 3000n });
    await forward(mapiNotification(trade), stored({ orderNo: virtual, goods: "virtual", storedFen: 3000n }));
    await test.time.advance(0);
    // Marked as shipped at Alipay, so that the buyer can confirm; nothing is handed out.
    expect(test.site.types).toEqual(["payment.escrow_shipped"]);
  });
});

describe("an adopted order", () => {
  const adopt = (over: object = {}) =>
    test.gateway.adoptOrder({
      siteId: test.siteId,
      account: "mapi",
      orderNo,
      amountFen: 14_821n,
      goods: "physical",
      requestId: "req_a",
      ...over,
    });
  const queries = (): number => test.alipay.callsOf("single_trade_query").length;

  it("is asked about until it is found paid, without any notification", async () => {
    expect(await adopt({ startedAtMs: test.time.nowMs() - 30 * dayMs })).toMatchObject({ adopted: true });
    expect(await adopt()).toMatchObject({ adopted: false });
    await test.time.advance(7 * hourMs);
    expect(queries()).toBe(2);
    oldTrade();
    await test.time.advance(6 * hourMs);
    expect(await find()).toMatchObject({ state: "paid" });
    expect(test.site.types).toEqual(["payment.paid"]);
  });

  it("is asked about no more after 15 days, and stays open to be paid anew", async () => {
    const { payment } = await adopt({ startedAtMs: test.time.nowMs() - 30 * dayMs });
    await test.time.advance(1000);
    const [row] = await test.database.rows("select expires_at_ms from payments");
    expect(Number(row?.["expires_at_ms"])).toBe(startMs + 15 * dayMs);
    await test.database.rows(`update payments set expires_at_ms = ${startMs + hourMs}`);
    await test.time.advance(7 * hourMs);
    const asked = queries();
    await test.time.advance(7 * hourMs);
    expect(queries()).toBe(asked);
    expect(await find()).toMatchObject({ id: payment.id, state: "unpaid" });
    expect(test.site.types).toEqual([]);
  });

  it("has no pay page under its old number; paying again closes the old trade and takes a new number", async () => {
    const { payment } = await adopt();
    const opened = await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_v" });
    expect(opened).toMatchObject({ kind: "state", view: { payable: false } });
    const trade = oldTrade("WAIT_BUYER_PAY");
    await expect(pressPay()).rejects.toMatchObject({ unified: 1013, extra: { existing_id: payment.id } });
    const content = { amountFen: 14_821n, subject: "订单", goods: "physical", product: "direct" } as const;
    const about = { siteId: test.siteId, paymentId: payment.id, account: "mapi", requestId: "req_r" };
    const replaced = await test.gateway.replacePayment({ ...about, ...content });
    expect(trade.status).toBe("TRADE_CLOSED");
    expect(replaced).toMatchObject({ state: "unpaid", metadata: {} });
    expect(replaced.attempts.map(({ out_trade_no }) => out_trade_no)).toEqual([
      orderNo,
      expect.stringMatching(new RegExp(`^${orderNo}_[a-z0-9]{7}$`)),
    ]);
    const again = await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_v" });
    expect(again).toMatchObject({ kind: "redirect" });
  });

  it("stays open where its old trade is closed at Alipay: only the number is used up", async () => {
    const { payment } = await adopt();
    await forward(mapiNotification(oldTrade("TRADE_CLOSED")));
    expect(await find()).toMatchObject({ id: payment.id, state: "unpaid", attempts: [{ state: "closed_at_alipay" }] });
    await test.time.advance(0);
    expect(test.site.types).toEqual([]);
  });

  it("joins the payment that the gateway has made for it: money under either number settles it, both are one too many", async () => {
    const payment = await pressPay();
    expect((await adopt()).payment.id).toBe(payment.id);
    expect(await forward(mapiNotification(oldTrade()))).toMatchObject({ outcome: "moved", paymentId: payment.id });
    const outTradeNo = payment.attempts[0]?.out_trade_no ?? "";
    const twice = test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen: 14_821n });
    const rawBody = mapiNotification(twice);
    await test.gateway.acceptNotification({ accountId: "mapi", rawBody, requestId: "req_n" });
    await test.time.advance(0);
    expect(test.site.types).toEqual(["payment.paid"]);
    expect(await causes()).toContain("surplus");
  });

  it("is refused for an account of the other protocol, for another site's number, and for no order", async () => {
    await expect(adopt({ account: "openapi" })).rejects.toMatchObject({ unified: 1006, param: "account" });
    await expect(adopt({ amountFen: 0n })).rejects.toMatchObject({ unified: 1011 });
    await expect(adopt({ orderNo: "no order" })).rejects.toMatchObject({ unified: 1002, param: "order_no" });
    await adopt();
    const other = await test.gateway.registerSite({ name: "other", requestId: "req_s" });
    await expect(adopt({ siteId: other.siteId })).rejects.toMatchObject({ unified: 1013 });
  });
});
