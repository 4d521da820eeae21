import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

async function leave(): Promise<PaymentDocument> {
  const payment = await test.pay();
  await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "r" });
  return payment;
}

async function capabilities() {
  return (await test.gateway.getAccount("mapi")).capabilities;
}

describe("daily work teaches what an account may do:", () => {
  it("a query that Alipay does not allow, and one that it answers again", async () => {
    const payment = await leave();
    test.alipay.mood = { refuses: "HAS_NO_PRIVILEGE" };
    await test.gateway.confirmByQuery({ paymentId: payment.id, requestId: "r" });
    expect(await capabilities()).toEqual({ query: "no", close: "unknown", refund: "unknown" });
    test.alipay.mood = "answers";
    const number = payment.attempts[0]?.out_trade_no ?? "";
    test.alipay.trade(number, { status: "TRADE_SUCCESS", totalFen: 1234n });
    await test.time.advance(60_000);
    await test.gateway.confirmByQuery({ paymentId: payment.id, requestId: "r" });
    expect(await capabilities()).toMatchObject({ query: "yes" });
  });

  it("a query that is answered with there being no such trade", async () => {
    const payment = await leave();
    await test.gateway.confirmByQuery({ paymentId: payment.id, requestId: "r" });
    expect(await capabilities()).toMatchObject({ query: "yes" });
  });

  it("nothing from a time-out, nor from a refusal of another kind", async () => {
    const payment = await leave();
    for (const mood of ["times_out", { refuses: "ILLEGAL_SIGN" }] as const) {
      test.alipay.mood = mood;
      await test.gateway.confirmByQuery({ paymentId: payment.id, requestId: "r" });
      await test.time.advance(60_000);
    }
    expect(await capabilities()).toEqual({ query: "unknown", close: "unknown", refund: "unknown" });
  });

  it("a refund without password, which the next one then does not try", async () => {
    const payment = await leave();
    test.alipay.trade(payment.attempts[0]?.out_trade_no ?? "", { status: "TRADE_SUCCESS", totalFen: 1234n });
    await test.gateway.confirmByQuery({ paymentId: payment.id, requestId: "r" });
    test.alipay.mood = { refuses: "HAS_NO_PRIVILEGE" };
    const check = await test.gateway.checkAccount({ accountId: "mapi", requestId: "r" });
    expect(check.steps.map(({ result }) => result)).toEqual(["not_allowed", "not_allowed", "not_allowed"]);
    expect(await capabilities()).toEqual({ query: "no", close: "no", refund: "no" });
    const input = { siteId: test.siteId, paymentId: payment.id, actor: "a", requestId: "r" };
    const { refund } = await test.gateway.requestRefund(input);
    expect(refund.operator_url).toContain("/refund/");
  });
});
