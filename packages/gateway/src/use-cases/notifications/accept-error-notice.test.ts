import { signTestNotification } from "@dedepay/alipay";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import { testMd5Key, testPartner } from "../../testing/test-identity.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";
import type { AcceptNotificationResult } from "./notification-outcome.ts";

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

const enable = (accountId: string, enabled = true): Promise<unknown> =>
  test.gateway.setErrorNotices({ accountId, enabled, requestId: "req_enable" });

/** What Alipay posts to error_notify_url. */
async function errorPage(
  payment: PaymentDocument | undefined,
  over: Record<string, string> = {},
  md5Key = testMd5Key,
): Promise<AcceptNotificationResult> {
  const rawBody = signTestNotification(
    { protocol: "mapi", signType: "MD5", md5Key },
    {
      notify_id: "0123456789abcdef0123456789abcdef9g",
      notify_time: "2026-01-01 12:00:00",
      partner: testPartner,
      out_trade_no: payment?.attempts[0]?.out_trade_no ?? "NOT-OURS",
      error_code: "SELLER_NOT_EXIST",
      seller_id: testPartner,
      ...over,
    },
  );
  return test.gateway.acceptNotification({ accountId: "mapi", rawBody, requestId: "req_error" });
}

const read = (payment: PaymentDocument): Promise<PaymentDocument> =>
  test.gateway.getPayment({ siteId: test.siteId, paymentId: payment.id });

async function fieldsSent(payment: PaymentDocument): Promise<URLSearchParams> {
  const opened = await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_open" });
  return new URL(opened.kind === "redirect" ? opened.url : "none:").searchParams;
}

describe("error_notify_url", () => {
  it("goes with payments of an account for which the owner says that Alipay granted it, and with no others", async () => {
    const payment = await test.pay();
    expect((await fieldsSent(payment)).get("error_notify_url")).toBeNull();
    await enable("mapi");
    expect((await fieldsSent(payment)).get("error_notify_url")).toBe("https://pay.test/notify/mapi");
    expect((await fieldsSent(await test.pay({ product: "escrow" }))).get("error_notify_url")).toBeNull();
    await enable("mapi", false);
    expect((await fieldsSent(payment)).get("error_notify_url")).toBeNull();
    await expect(enable("openapi")).rejects.toMatchObject({ unified: 1002 });
    await expect(enable("nobody")).rejects.toMatchObject({ unified: 1009 });
    const rows = await test.database.rows("select * from audit where action = 'account.error_notices_set'");
    expect(rows).toHaveLength(2);
  });
});

describe("the notice of an error page", () => {
  it("is an incident with the catalogue's cause and a test link, and the payment's last error", async () => {
    const payment = await test.pay();
    expect(await errorPage(payment)).toMatchObject({ answer: "success", outcome: "error_page", paymentId: payment.id });
    expect(await test.incidents()).toMatchObject([
      {
        cause: "seller-email-stale",
        title: { zh: expect.stringContaining("SELLER_NOT_EXIST") },
        payment_id: payment.id,
        evidence: { alipayCode: "SELLER_NOT_EXIST", testUrl: `https://pay.test/pay/${payment.id}` },
      },
    ]);
    expect(await read(payment)).toMatchObject({
      state: "unpaid",
      outcome: "parameter_error",
      last_error: { alipay: { code: "SELLER_NOT_EXIST" }, detail: { zh: expect.stringContaining("错误页") } },
    });
  });

  it("counts once, however often it comes", async () => {
    const payment = await test.pay();
    await errorPage(payment);
    await errorPage(payment, { notify_time: "2026-01-01 12:04:00" });
    await errorPage(payment, { notify_id: "another-visit" });
    expect(await test.incidents()).toMatchObject([{ count: 2, payments: 1 }]);
  });

  it("of a code which only the buyer can mend is shown to him and no incident", async () => {
    const payment = await test.pay();
    await errorPage(payment, { error_code: "TRADE_BUYER_NOT_MATCH" });
    expect((await read(payment)).last_error).toMatchObject({ alipay: { code: "TRADE_BUYER_NOT_MATCH" } });
    expect(await test.incidents()).toEqual([]);
  });

  it("of an unknown code, or about an order that is not ours, is kept and told", async () => {
    await errorPage(undefined, { error_code: "NEVER_HEARD_OF" });
    expect(await test.incidents()).toMatchObject([
      { cause: "buyer-saw-error-page", payment_id: null, evidence: { outTradeNo: "NOT-OURS" } },
    ]);
  });

  it("changes nothing without a right signature, of another partner, or where Alipay does not confirm it", async () => {
    const payment = await test.pay();
    expect(await errorPage(payment, {}, "anotherkeyanotherkeyanotherkey00")).toMatchObject({ outcome: "unverified" });
    expect(await errorPage(payment, { partner: "2088999999999999" })).toMatchObject({ outcome: "unsupported" });
    test.alipay.freshness = "false";
    expect(await errorPage(payment)).toMatchObject({ answer: "fail", outcome: "unconfirmed" });
    expect(await read(payment)).toMatchObject({ state: "unpaid", last_error: null });
    expect((await test.incidents()).map(({ cause }) => cause)).not.toContain("seller-email-stale");
  });

  it("says nothing about a payment that has its money", async () => {
    const payment = await test.pay();
    const outTradeNo = payment.attempts[0]?.out_trade_no ?? "";
    const trade = test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen: 1234n });
    await test.gateway.acceptNotification({ accountId: "mapi", rawBody: mapiNotification(trade), requestId: "req_n" });
    await errorPage(payment);
    expect(await read(payment)).toMatchObject({ state: "paid", last_error: null });
  });
});
