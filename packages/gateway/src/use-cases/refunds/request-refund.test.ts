import { signTestNotification } from "@dedepay/alipay";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { booksOf } from "../../testing/books-of.ts";
import { type FakeTrade, mapiNotification, openapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, startMs, type TestGateway } from "../../testing/test-gateway.ts";
import { testMd5Key } from "../../testing/test-identity.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";
import type { RequestRefundInput, RequestRefundResult } from "./request-refund.ts";

const secondMs = 1000;
const hourMs = 3600 * secondMs;

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

type Paid = { payment: PaymentDocument; trade: FakeTrade };

async function paid(account: "mapi" | "openapi"): Promise<Paid> {
  const product = account === "mapi" ? "direct" : "page";
  const payment = await test.pay({ account, product });
  await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_open" });
  const outTradeNo = payment.attempts[0]?.out_trade_no ?? "";
  const trade = test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen: 1234n });
  await notify(account, trade);
  await test.time.advance(0);
  test.site.received.length = 0;
  test.alipay.calls.length = 0;
  return { payment, trade };
}

async function notify(
  account: "mapi" | "openapi",
  trade: FakeTrade,
  extra: Record<string, string> = {},
): Promise<void> {
  const rawBody = account === "mapi" ? mapiNotification(trade, extra) : openapiNotification(trade, extra);
  const result = await test.gateway.acceptNotification({ accountId: account, rawBody, requestId: "req_notify" });
  expect(result.answer).toBe("success");
}

function refund(payment: PaymentDocument, over: Partial<RequestRefundInput> = {}): Promise<RequestRefundResult> {
  const asked = { siteId: test.siteId, paymentId: payment.id, actor: "key:test", requestId: "req_refund" };
  return test.gateway.requestRefund({ ...asked, ...over });
}

async function stateOf(payment: PaymentDocument): Promise<unknown> {
  const document = await test.gateway.getPayment({ siteId: test.siteId, paymentId: payment.id });
  return { state: document.state, refundedFen: document.refunded_fen };
}

const books = (payment: PaymentDocument): Promise<Record<string, number>> => booksOf(test.gateway, payment.id);

const list = (payment: PaymentDocument): ReturnType<TestGateway["gateway"]["listRefunds"]> =>
  test.gateway.listRefunds({ siteId: test.siteId, paymentId: payment.id });

describe("a refund of OpenAPI", () => {
  it("of everything ends refunded, books the money back and tells the site", async () => {
    const { payment } = await paid("openapi");
    const result = await refund(payment);
    expect(result).toMatchObject({ created: true, pending: false, refund: { state: "succeeded", amount_fen: 1234 } });
    expect(await stateOf(payment)).toEqual({ state: "refunded", refundedFen: 1234 });
    expect(await books(payment)).toEqual({});
    await test.time.advance(0);
    expect(test.site.types).toEqual(["payment.refunded"]);
  });

  it("in parts keeps three seconds between them and ends in the same sums", async () => {
    const { payment } = await paid("openapi");
    expect((await refund(payment, { amountFen: 234n })).refund.state).toBe("succeeded");
    expect(await refund(payment, { amountFen: 500n })).toMatchObject({ pending: true, refund: { state: "requested" } });
    expect(await books(payment)).toMatchObject({ merchant: 500, refund_reserved: 500 });
    await test.time.advance(2 * secondMs);
    expect(test.alipay.callsOf("alipay.trade.refund")).toHaveLength(1);
    await test.time.advance(secondMs);
    expect(test.alipay.callsOf("alipay.trade.refund")).toHaveLength(2);
    expect(await stateOf(payment)).toEqual({ state: "paid", refundedFen: 734 });
    await expect(refund(payment, { amountFen: 501n })).rejects.toMatchObject({
      unified: 1011,
      extra: { allowed: { max_fen: 500 }, amount_fen: 501 },
    });
    await test.time.advance(3 * secondMs);
    expect((await refund(payment)).refund.amount_fen).toBe(500);
    expect(await stateOf(payment)).toEqual({ state: "refunded", refundedFen: 1234 });
  });

  it("is the same one under the same number, and refused under it with another amount", async () => {
    const { payment } = await paid("openapi");
    const first = await refund(payment, { amountFen: 100n, refundNo: "R-1" });
    const again = await refund(payment, { amountFen: 100n, refundNo: "R-1" });
    expect(again).toMatchObject({ created: false, refund: { id: first.refund.id } });
    await expect(refund(payment, { amountFen: 101n, refundNo: "R-1" })).rejects.toMatchObject({ unified: 1013 });
    expect(test.alipay.callsOf("alipay.trade.refund")).toHaveLength(1);
  });

  it("asked for twenty times at once never takes more than there is", async () => {
    const { payment } = await paid("openapi");
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => refund(payment, { amountFen: 400n })));
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(3);
    await test.time.advance(60 * secondMs);
    expect(await stateOf(payment)).toEqual({ state: "paid", refundedFen: 1200 });
    expect(await books(payment)).toEqual({ buyer: -34, merchant: 34 });
  });

  it("whose answer was lost stays reserved, is queried after ten seconds and counts once", async () => {
    const { payment } = await paid("openapi");
    test.alipay.mood = "lost";
    const result = await refund(payment, { amountFen: 500n });
    expect(result).toMatchObject({ pending: true, refund: { state: "unknown", last_error: { code: 1014 } } });
    expect(await books(payment)).toMatchObject({ refund_reserved: 500 });
    test.alipay.mood = "answers";
    await test.time.advance(9 * secondMs);
    expect((await list(payment)).data).toMatchObject([{ state: "unknown" }]);
    await test.time.advance(secondMs);
    expect((await list(payment)).data).toMatchObject([{ state: "succeeded", last_error: null }]);
    expect(test.alipay.callsOf("alipay.trade.refund")).toHaveLength(1);
    expect(await stateOf(payment)).toEqual({ state: "paid", refundedFen: 500 });
  });

  it("which never reached Alipay is sent again under the same number", async () => {
    const { payment } = await paid("openapi");
    test.alipay.mood = "unreachable";
    await refund(payment, { amountFen: 500n });
    test.alipay.mood = "answers";
    await test.time.advance(hourMs);
    const sent = test.alipay.callsOf("alipay.trade.refund").map((call) => call["out_request_no"]);
    expect(sent).toHaveLength(2);
    expect(new Set(sent).size).toBe(1);
    expect(await stateOf(payment)).toEqual({ state: "paid", refundedFen: 500 });
  });

  it("accepted without a change of funds is not believed until a query says so", async () => {
    const { payment } = await paid("openapi");
    test.alipay.slowRefunds = true;
    expect((await refund(payment)).refund.state).toBe("unknown");
    expect(await stateOf(payment)).toEqual({ state: "paid", refundedFen: 0 });
    await test.time.advance(10 * secondMs);
    expect(await stateOf(payment)).toEqual({ state: "refunded", refundedFen: 1234 });
  });

  it("that Alipay refuses gives the amount back and names Alipay's code", async () => {
    const { payment } = await paid("openapi");
    test.alipay.mood = { refuses: "ACQ.SELLER_BALANCE_NOT_ENOUGH" };
    await expect(refund(payment)).rejects.toMatchObject({
      unified: 1010,
      money: "none",
      alipay: { subCode: "ACQ.SELLER_BALANCE_NOT_ENOUGH" },
    });
    expect(await books(payment)).toEqual({ buyer: -1234, merchant: 1234 });
    await test.time.advance(0);
    expect(test.site.received).toMatchObject([{ type: "refund.failed", refund: { state: "failed" } }]);
    test.alipay.mood = "answers";
    await test.time.advance(5 * secondMs);
    expect((await refund(payment)).refund.state).toBe("succeeded");
  });

  it("survives a process that dies while Alipay carries it out: asked about, not sent again", async () => {
    const { payment } = await paid("openapi");
    const release = test.alipay.hold();
    const asking = refund(payment);
    await expect.poll(() => test.alipay.callsOf("alipay.trade.refund").length).toBe(1);
    // What the dead process would have written is written by nobody: the stored state is "submitted".
    expect((await list(payment)).data).toMatchObject([{ state: "submitted" }]);
    test.alipay.mood = "lost";
    release();
    await asking;
    test.alipay.mood = "answers";
    await test.time.advance(40 * secondMs);
    expect(await stateOf(payment)).toEqual({ state: "refunded", refundedFen: 1234 });
    expect(test.alipay.callsOf("alipay.trade.refund")).toHaveLength(1);
  });
});

describe("a refund made by hand at Alipay", () => {
  it("is recognised from the cumulative notice, beside one of ours", async () => {
    const { payment, trade } = await paid("openapi");
    await refund(payment, { amountFen: 200n });
    await notify("openapi", trade, { refund_fee: "5.00", gmt_refund: "2026-01-01 12:10:00", notify_id: "n2" });
    expect(await stateOf(payment)).toEqual({ state: "paid", refundedFen: 500 });
    expect(await list(payment)).toMatchObject({ refunded_fen: 500, external_fen: 300, data: [{ state: "succeeded" }] });
    const { events } = await test.gateway.inspectPayment(payment.id);
    expect(events.filter((event) => event.type === "refund.external")).toMatchObject([{ detail: { amountFen: 300 } }]);
    await test.time.advance(0);
    expect(test.site.types).toEqual(["payment.refunded", "payment.refunded"]);
    await expect(refund(payment, { amountFen: 735n })).rejects.toMatchObject({ unified: 1011 });
  });

  it("does not grant goods again, however often it is told", async () => {
    const { payment, trade } = await paid("openapi");
    const told = { refund_fee: "1.00", gmt_refund: "2026-01-01 12:10:00", notify_id: "n2" };
    await notify("openapi", trade, told);
    await notify("openapi", trade, told);
    await test.time.advance(0);
    expect(test.site.types).toEqual(["payment.refunded"]);
    expect(await stateOf(payment)).toEqual({ state: "paid", refundedFen: 100 });
  });

  it("proves an unknown refund of ours whose number the notice carries", async () => {
    const { payment, trade } = await paid("openapi");
    test.alipay.mood = "lost";
    const { refund: unknown } = await refund(payment, { amountFen: 200n });
    const names = { refund_fee: "2.00", out_biz_no: unknown.request_no, notify_id: "n2" };
    await notify("openapi", trade, { ...names, gmt_refund: "2026-01-01 12:10:00" });
    expect(await list(payment)).toMatchObject({ external_fen: 0, data: [{ state: "succeeded" }] });
    expect(await books(payment)).toEqual({ buyer: -1034, merchant: 1034 });
  });
});

describe("a refund of the partner protocol without password", () => {
  it("is proven by its query and never sent twice", async () => {
    const { payment, trade } = await paid("mapi");
    expect(await refund(payment, { amountFen: 500n, reason: "缺货^|#" })).toMatchObject({
      pending: true,
      refund: { state: "unknown" },
    });
    expect(test.alipay.callsOf("refund_fastpay_by_platform_nopwd")).toMatchObject([
      {
        batch_no: expect.stringMatching(/^20260101[0-9A-Z]{20}$/),
        batch_num: "1",
        detail_data: `${trade.tradeNo}^5.00^缺货`,
        refund_date: "2026-01-01 12:00:00",
        seller_user_id: "2088000000000001",
      },
    ]);
    await test.time.advance(10 * secondMs);
    expect(await stateOf(payment)).toEqual({ state: "paid", refundedFen: 500 });
  });

  it("of unknown outcome that Alipay does not know stays reserved and reaches a person; it is never sent again", async () => {
    const { payment } = await paid("mapi");
    test.alipay.mood = "unreachable";
    await refund(payment, { amountFen: 500n });
    test.alipay.mood = "answers";
    await test.time.advance(48 * hourMs);
    expect(test.alipay.callsOf("refund_fastpay_by_platform_nopwd")).toHaveLength(1);
    expect((await list(payment)).data).toMatchObject([{ state: "unknown" }]);
    expect(await books(payment)).toMatchObject({ refund_reserved: 500 });
    const causes = (await test.incidents()).map((incident) => incident.cause);
    expect(causes).toContain("refund-outcome-unknown");
  });

  it("is settled by the signed result of its batch, success or not", async () => {
    for (const code of ["SUCCESS", "SELLER_BALANCE_NOT_ENOUGH"]) {
      const { payment, trade } = await paid("mapi");
      test.alipay.mood = "unreachable";
      const { refund: asked } = await refund(payment, { amountFen: 500n });
      test.alipay.mood = "answers";
      const rawBody = batchNotice(asked.request_no, `${trade.tradeNo}^5.00^${code}`);
      const input = { accountId: "mapi", rawBody, requestId: "req_notify" };
      expect(await test.gateway.acceptNotification(input)).toMatchObject({ answer: "success", outcome: "moved" });
      expect(await test.gateway.acceptNotification(input)).toMatchObject({ answer: "success", outcome: "duplicate" });
      const succeeded = code === "SUCCESS";
      expect((await list(payment)).data).toMatchObject([{ state: succeeded ? "succeeded" : "failed" }]);
      expect(await books(payment)).toMatchObject({ merchant: succeeded ? 734 : 1234 });
    }
  });

  it("goes to the password page once Alipay has said that the account may not refund without", async () => {
    const { payment } = await paid("mapi");
    test.alipay.mood = { refuses: "HAS_NO_PRIVILEGE" };
    expect((await refund(payment, { amountFen: 100n })).refund).toMatchObject({ state: "unknown", operator_url: null });
    const second = await refund(payment, { amountFen: 200n });
    expect(second.refund.operator_url).toBe(`https://pay.test/refund/${second.refund.id}`);
  });
});

function batchNotice(batchNo: string, details: string): Buffer {
  return signTestNotification(
    { protocol: "mapi", signType: "MD5", md5Key: testMd5Key },
    {
      notify_type: "batch_refund_notify",
      notify_time: "2026-01-01 12:00:05",
      notify_id: `n-${batchNo}`,
      batch_no: batchNo,
      success_num: details.endsWith("SUCCESS") ? "1" : "0",
      result_details: details,
    },
  );
}

describe("a refund that an operator confirms with the password", () => {
  it("waits for him, and is proven by the batch's result", async () => {
    const { payment, trade } = await paid("mapi");
    const { refund: asked } = await refund(payment, { amountFen: 500n, withPassword: true });
    expect(asked).toMatchObject({
      state: "requested",
      operator_url: `https://pay.test/refund/${asked.id}`,
      operator_until: new Date(startMs + 12 * hourMs).toISOString(),
    });
    expect(test.alipay.calls).toEqual([]);
    const { url } = await test.gateway.openRefundPage({ refundId: asked.id, requestId: "req_operator" });
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      service: "refund_fastpay_by_platform_pwd",
      batch_no: asked.request_no,
      detail_data: `${trade.tradeNo}^5.00^协商退款`,
    });
    expect((await list(payment)).data).toMatchObject([{ state: "awaiting_operator" }]);
    const rawBody = batchNotice(asked.request_no, `${trade.tradeNo}^5.00^SUCCESS`);
    await test.gateway.acceptNotification({ accountId: "mapi", rawBody, requestId: "req_notify" });
    expect((await list(payment)).data).toMatchObject([{ state: "succeeded", operator_url: null }]);
    expect(await stateOf(payment)).toEqual({ state: "paid", refundedFen: 500 });
  });

  it("is over at Beijing midnight: free again where the page was never opened, asked about where it was", async () => {
    const { payment } = await paid("mapi");
    const unopened = await refund(payment, { amountFen: 500n, withPassword: true });
    const opened = await refund(payment, { amountFen: 300n, withPassword: true });
    await test.gateway.openRefundPage({ refundId: opened.refund.id, requestId: "req_operator" });
    await test.time.advance(12 * hourMs - secondMs);
    expect(await books(payment)).toMatchObject({ refund_reserved: 800 });
    await test.time.advance(2 * secondMs);
    const states = new Map((await list(payment)).data.map((one) => [one.id, one.state]));
    expect(states.get(unopened.refund.id)).toBe("failed");
    expect(states.get(opened.refund.id)).toBe("unknown");
    expect(await books(payment)).toMatchObject({ refund_reserved: 300 });
    const late = test.gateway.openRefundPage({ refundId: opened.refund.id, requestId: "req_operator" });
    await expect(late).rejects.toMatchObject({ unified: 1010 });
  });
});

describe("a refund that may not be asked for", () => {
  it("is refused for another site's payment as if it did not exist", async () => {
    const { payment } = await paid("openapi");
    await expect(refund(payment, { siteId: "site_other" })).rejects.toMatchObject({ unified: 1009 });
  });

  it("is refused where nothing was paid", async () => {
    const payment = await test.pay({ account: "openapi", product: "page" });
    await expect(refund(payment, { amountFen: 1n })).rejects.toMatchObject({
      unified: 1010,
      extra: { reason: "nothing_paid" },
    });
  });
});
