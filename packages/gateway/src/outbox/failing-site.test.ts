import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openapiNotification } from "../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../testing/test-gateway.ts";
import type { IncidentDocument } from "../use-cases/incidents/describe-incident.ts";
import type { PaymentDocument } from "../use-cases/payments/payment-document.ts";

const minuteMs = 60_000;

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway({ pollMs: 1_800_000 });
});
afterEach(async () => {
  await test.close();
});

async function paid(): Promise<PaymentDocument> {
  const payment = await test.pay({ account: "openapi", product: "page" });
  const outTradeNo = payment.attempts[0]?.out_trade_no ?? "";
  const trade = test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen: 1234n });
  await test.gateway.acceptNotification({ accountId: "openapi", rawBody: openapiNotification(trade), requestId: "n" });
  return payment;
}

const refund = (payment: PaymentDocument): Promise<unknown> =>
  test.gateway.requestRefund({ siteId: test.siteId, paymentId: payment.id, actor: "key:t", requestId: "req_refund" });

const failing = async (): Promise<IncidentDocument[]> =>
  (await test.incidents()).filter((incident) => incident.cause === "webhook-failing");

describe("a site which does not answer", () => {
  it("is an incident after ten minutes, with the payments and the money that wait, and none before", async () => {
    test.site.nextAnswers.push(...Array<"down">(100).fill("down"));
    await paid();
    await paid();
    await test.time.advance(10 * minuteMs);
    expect(await failing()).toEqual([]);
    await test.time.advance(5 * minuteMs);
    expect(await failing()).toMatchObject([
      { state: "open", severity: "money", payments: 2, amount_fen: 2468, evidence: { siteId: test.siteId } },
    ]);
  });

  it("is well again when it has taken all that is late, and not before", async () => {
    test.site.nextAnswers.push(...Array<number>(14).fill(503));
    await paid();
    await paid();
    await test.time.advance(15 * minuteMs);
    // One of the two is answered; the other is refused once more.
    test.site.nextAnswers.splice(0, Number.POSITIVE_INFINITY, 200, 503);
    await test.time.advance(60 * minuteMs);
    expect(await failing()).toMatchObject([{ state: "open" }]);
    await test.time.advance(180 * minuteMs);
    const [over] = await failing();
    expect(over).toMatchObject({ state: "resolved" });
    const { history } = await test.gateway.inspectIncident(over?.id ?? "");
    expect(history).toMatchObject([{ kind: "resolved", actor: "gateway" }]);
  });
});

describe("a payment whose money went back before its site had heard of it", () => {
  it("is told as refunded and never as paid", async () => {
    test.site.nextAnswers.push("down");
    const payment = await paid();
    await test.time.advance(0);
    await refund(payment);
    await test.time.advance(minuteMs);
    expect(test.site.types).toEqual(["payment.paid", "payment.refunded"]);
    const { deliveries } = await test.gateway.inspectPayment(payment.id);
    expect(deliveries.map(({ type, status }) => `${type} ${status}`)).toEqual([
      "payment.paid skipped",
      "payment.refunded done",
    ]);
  });
});

it("deliveries of one payment keep their order across payments and refunds", async () => {
  test.site.nextAnswers.push("down");
  const payment = await paid();
  await test.time.advance(0);
  test.alipay.mood = { refuses: "ACQ.SELLER_BALANCE_NOT_ENOUGH" };
  await expect(refund(payment)).rejects.toMatchObject({ unified: 1010 });
  await test.time.advance(0);
  expect(test.site.types).toEqual(["payment.paid"]);
  await test.time.advance(minuteMs);
  expect(test.site.types).toEqual(["payment.paid", "payment.paid", "refund.failed"]);
});
