import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { booksOf } from "../../testing/books-of.ts";
import { type FakeTrade, mapiNotification, openapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";
import type { RefundDocument } from "./refund-document.ts";
import type { SettleRefundInput } from "./settle-refund.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway({ pollMs: 1_800_000 });
});
afterEach(async () => {
  await test.close();
});

async function report(account: "mapi" | "openapi", trade: FakeTrade): Promise<void> {
  const rawBody = account === "mapi" ? mapiNotification(trade) : openapiNotification(trade);
  await test.gateway.acceptNotification({ accountId: account, rawBody, requestId: "req_n" });
  await test.time.advance(0);
}

async function open(payment: PaymentDocument, device: "desktop" | "phone" = "desktop"): Promise<void> {
  await test.gateway.openPayment({ paymentId: payment.id, device, requestId: "req_open" });
}

async function paid(account: "mapi" | "openapi"): Promise<PaymentDocument> {
  const payment = await test.pay({ account, product: account === "mapi" ? "direct" : "page" });
  await open(payment);
  const outTradeNo = payment.attempts[0]?.out_trade_no ?? "";
  await report(account, test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen: 1234n }));
  return payment;
}

const refund = async (payment: PaymentDocument, over = {}): Promise<RefundDocument> => {
  const asked = { siteId: test.siteId, paymentId: payment.id, actor: "key:t", requestId: "req_refund" };
  return (await test.gateway.requestRefund({ ...asked, ...over })).refund;
};

/** A refund over the partner protocol: its answer never arrives, and no query finds it. */
async function unknownRefund(): Promise<{ payment: PaymentDocument; refund: RefundDocument }> {
  const payment = await paid("mapi");
  test.alipay.mood = "times_out";
  const asked = await refund(payment);
  expect(asked.state).toBe("unknown");
  return { payment, refund: asked };
}

const settle = (refundId: string, as: SettleRefundInput["as"]): Promise<RefundDocument> =>
  test.gateway.settleRefund({ refundId, as, evidence: "商家中心 2026-01-02 12:00", requestId: "req_settle" });

const books = (payment: PaymentDocument): Promise<Record<string, number>> => booksOf(test.gateway, payment.id);

const openCauses = async (): Promise<string[]> =>
  (await test.gateway.listIncidents({ state: "open" })).data.map(({ cause }) => cause).toSorted();

describe("a refund of unknown outcome", () => {
  it("is told to the owner after a day, and found in the list of those that wait", async () => {
    const { refund: asked } = await unknownRefund();
    await test.time.advance(30 * hourMs);
    expect(await openCauses()).toContain("refund-outcome-unknown");
    expect((await test.gateway.listOpenRefunds({ state: "unknown" })).data).toMatchObject([{ id: asked.id }]);
    expect((await test.gateway.listOpenRefunds({ state: "failed" })).data).toEqual([]);
  });

  it("that a person gives up frees its amount, tells the site, and may be asked for anew", async () => {
    const { payment, refund: asked } = await unknownRefund();
    await test.time.advance(30 * hourMs);
    expect(await books(payment)).toEqual({ buyer: -1234, refund_reserved: 1234 });
    expect(await settle(asked.id, "failed")).toMatchObject({ state: "failed" });
    expect(await books(payment)).toEqual({ buyer: -1234, merchant: 1234 });
    await test.time.advance(0);
    expect(test.site.types).toContain("refund.failed");
    expect(await openCauses()).toEqual([]);
    const rows = await test.database.rows("select * from audit where action = 'refund.settled'");
    expect(rows).toMatchObject([{ subject: asked.id, actor: "admin", request_id: "req_settle" }]);
    expect(JSON.parse(String(rows[0]?.["detail_json"]))).toMatchObject({
      before: { state: "unknown" },
      after: { state: "failed", evidence: "商家中心 2026-01-02 12:00" },
    });
    test.alipay.mood = "answers";
    expect((await refund(payment)).id).not.toBe(asked.id);
  });

  it("that a person saw in the console is booked and told like any other", async () => {
    const { payment, refund: asked } = await unknownRefund();
    expect(await settle(asked.id, "succeeded")).toMatchObject({ state: "succeeded" });
    expect(await books(payment)).toEqual({});
    await test.time.advance(0);
    expect(test.site.types.at(-1)).toBe("payment.refunded");
    const { events } = await test.gateway.inspectPayment(payment.id);
    expect(events.filter(({ source }) => source === "owner").map(({ type }) => type)).toContain("refund.succeeded");
  });

  it("that was given up and turns out to have happened is booked all the same, with an incident", async () => {
    const { payment, refund: asked } = await unknownRefund();
    await settle(asked.id, "failed");
    expect(await settle(asked.id, "succeeded")).toMatchObject({ state: "succeeded" });
    expect(await openCauses()).toContain("refund-succeeded-unexpectedly");
    expect(await books(payment)).toEqual({});
  });

  it("is asked about no more once a person has settled it", async () => {
    const { refund: asked } = await unknownRefund();
    await settle(asked.id, "failed");
    test.alipay.calls.length = 0;
    await test.time.advance(48 * hourMs);
    expect(test.alipay.callsOf("refund_fastpay_query")).toEqual([]);
  });
});

describe("a person can't settle", () => {
  it("a refund which an operator may still confirm today", async () => {
    const payment = await paid("mapi");
    const asked = await refund(payment, { withPassword: true });
    await test.gateway.openRefundPage({ refundId: asked.id, requestId: "r" });
    await expect(settle(asked.id, "failed")).rejects.toMatchObject({ unified: 1010, retry: "backoff" });
    expect(await books(payment)).toEqual({ buyer: -1234, refund_reserved: 1234 });
  });

  it("what is over, or not there", async () => {
    const payment = await paid("openapi");
    const asked = await refund(payment);
    await expect(settle(asked.id, "failed")).rejects.toMatchObject({ unified: 1010, extra: { state: "succeeded" } });
    await expect(settle("ref_none", "failed")).rejects.toMatchObject({ unified: 1009 });
    expect(await books(payment)).toEqual({});
    expect(await test.database.rows("select * from audit where action = 'refund.settled'")).toEqual([]);
  });
});

describe("money that buys nothing", () => {
  /** Paid on the desktop and on the phone. */
  async function paidTwice(): Promise<{ payment: PaymentDocument; attemptId: string }> {
    const payment = await test.pay({ account: "openapi", product: "auto" });
    await open(payment);
    await open(payment, "phone");
    const { attempts } = await test.gateway.getPayment({ siteId: test.siteId, paymentId: payment.id });
    for (const { out_trade_no } of attempts)
      await report("openapi", test.alipay.trade(out_trade_no, { status: "TRADE_SUCCESS", totalFen: 1234n }));
    expect(attempts).toHaveLength(2);
    expect(await openCauses()).toEqual(["refund-offer", "surplus"]);
    return { payment, attemptId: attempts[1]?.id ?? "" };
  }

  const sendBack = (
    payment: PaymentDocument,
    attemptId?: string,
  ): ReturnType<TestGateway["gateway"]["refundSurplus"]> =>
    test.gateway.refundSurplus({
      paymentId: payment.id,
      requestId: "req_surplus",
      ...(attemptId !== undefined && { attemptId }),
    });

  it("goes back on the owner's word, leaves the settled trade alone and closes its incidents", async () => {
    const { payment } = await paidTwice();
    expect(await books(payment)).toEqual({ buyer: -2468, merchant: 1234, surplus: 1234 });
    expect(await sendBack(payment)).toMatchObject({ created: true, refund: { state: "succeeded", amount_fen: 1234 } });
    expect(await books(payment)).toEqual({ buyer: -1234, merchant: 1234 });
    expect(await openCauses()).toEqual([]);
    expect(await test.gateway.getPayment({ siteId: test.siteId, paymentId: payment.id })).toMatchObject({
      state: "paid",
    });
    expect(test.site.types).toEqual(["payment.paid"]);
    await expect(sendBack(payment)).rejects.toMatchObject({ unified: 1010, extra: { attempts: [] } });
    const rows = await test.database.rows("select * from audit where action = 'refund.requested'");
    expect(rows).toMatchObject([{ actor: "admin", request_id: "req_surplus" }]);
  });

  it("may be sent back again where the first refund failed", async () => {
    const { payment, attemptId } = await paidTwice();
    test.alipay.mood = { refuses: "ACQ.SELLER_BALANCE_NOT_ENOUGH" };
    await expect(sendBack(payment, attemptId)).rejects.toMatchObject({ unified: 1010 });
    test.alipay.mood = "answers";
    await test.time.advance(minuteMs);
    expect(await sendBack(payment, attemptId)).toMatchObject({ refund: { state: "succeeded" } });
  });

  it("is not the settled payment's own", async () => {
    const payment = await paid("openapi");
    await expect(sendBack(payment)).rejects.toMatchObject({ unified: 1010 });
    await expect(sendBack(payment, payment.attempts[0]?.id)).rejects.toMatchObject({ unified: 1010 });
    expect(await books(payment)).toEqual({ buyer: -1234, merchant: 1234 });
  });
});

describe("a payment of unknown outcome", () => {
  const giveUp = (payment: PaymentDocument): Promise<PaymentDocument> =>
    test.gateway.endUnknownPayment({ paymentId: payment.id, evidence: "商家中心没有这笔", requestId: "req_give_up" });

  async function silent(): Promise<PaymentDocument> {
    const payment = await test.pay();
    test.alipay.mood = "times_out";
    await open(payment);
    await test.time.advance(26 * hourMs);
    expect(await openCauses()).toContain("outcome-unknown");
    return payment;
  }

  it("is over when Alipay answers again", async () => {
    await silent();
    test.alipay.mood = "answers";
    await test.time.advance(2 * hourMs);
    expect(await openCauses()).not.toContain("outcome-unknown");
  });

  it("ends on a person's word, is told to the site as closed and asked about no more", async () => {
    const payment = await silent();
    expect(await giveUp(payment)).toMatchObject({ state: "closed" });
    expect(await openCauses()).not.toContain("outcome-unknown");
    test.alipay.calls.length = 0;
    await test.time.advance(48 * hourMs);
    expect(test.site.types).toEqual(["payment.closed"]);
    expect(test.alipay.calls).toEqual([]);
    const rows = await test.database.rows("select * from audit where action = 'payment.given_up'");
    expect(rows).toMatchObject([{ subject: payment.id, actor: "admin" }]);
  });

  it("brings late money all the same", async () => {
    const payment = await silent();
    await giveUp(payment);
    test.alipay.mood = "answers";
    const outTradeNo = payment.attempts[0]?.out_trade_no ?? "";
    await report("mapi", test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen: 1234n }));
    expect(await openCauses()).toContain("late-money");
    expect(test.site.types).toEqual(["payment.closed", "payment.paid"]);
  });

  it("is none while Alipay answers, before a day is over, or where there is money", async () => {
    const payment = await test.pay();
    await open(payment);
    await test.time.advance(26 * hourMs);
    await expect(giveUp(payment)).rejects.toMatchObject({ unified: 1010 });
    test.alipay.mood = "times_out";
    await test.time.advance(20 * hourMs);
    await expect(giveUp(payment)).rejects.toMatchObject({ unified: 1010, extra: { state: "unpaid" } });
    test.alipay.mood = "answers";
    await expect(giveUp(await paid("openapi"))).rejects.toMatchObject({ extra: { state: "paid" } });
    await expect(giveUp({ ...payment, id: "pay_none" })).rejects.toMatchObject({ unified: 1009 });
  });
});
