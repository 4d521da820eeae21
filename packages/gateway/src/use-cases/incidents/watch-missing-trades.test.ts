import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import type { CreatePaymentInput } from "../payments/create-payment.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";
import type { IncidentDocument } from "./describe-incident.ts";

const minuteMs = 60_000;

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway({ pollMs: 1_800_000 });
});
afterEach(async () => {
  await test.close();
});

async function leave(...orders: Partial<CreatePaymentInput>[]): Promise<void> {
  for (const order of orders) await leaves(order);
}

const openapi = (product: "page" | "qr"): Partial<CreatePaymentInput> => ({ account: "openapi", product });

async function leaves(over: Partial<CreatePaymentInput> = {}): Promise<PaymentDocument> {
  const payment = await test.pay(over);
  await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_open" });
  return payment;
}

/** The buyer logs in at Alipay: from then on the trade exists. */
const logsIn = (payment: PaymentDocument): unknown =>
  test.alipay.trade(payment.attempts[0]?.out_trade_no ?? "", { status: "WAIT_BUYER_PAY", totalFen: 1234n });

const missing = async (): Promise<IncidentDocument[]> =>
  (await test.incidents()).filter(({ cause }) => cause === "buyers-left-without-trade");

describe("three buyers who left for Alipay and whom Alipay does not know", () => {
  it("are an incident of the account, with a link to try and the money that did not come", async () => {
    await leave({}, {});
    await test.time.advance(1000);
    const last = await leaves();
    await test.time.advance(4 * minuteMs);
    expect(await missing()).toEqual([]);
    await test.time.advance(2 * minuteMs);
    expect(await missing()).toMatchObject([
      {
        severity: "money",
        account: "mapi",
        payments: 3,
        amount_fen: 3702,
        evidence: { testUrl: `https://pay.test/pay/${last.id}`, payments: 3 },
      },
    ]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["are two only", () => leave({})],
    ["are no three of one account", () => leave({}, openapi("page"))],
    ["are no three who left where one looks at a QR code", () => leave({}, openapi("qr"))],
    [
      "are no three where one of them reached the cashier",
      async () => {
        await leave({});
        logsIn(await leaves());
      },
    ],
    [
      "are no three within half an hour",
      async () => {
        await leave({});
        await test.time.advance(31 * minuteMs);
        await leave({});
      },
    ],
    [
      "are not known to be missing where Alipay does not answer",
      async () => {
        await leave({}, {});
        test.alipay.mood = "times_out";
      },
    ],
  ])("%s", async (_what, others) => {
    await leaves();
    await others();
    await test.time.advance(20 * minuteMs);
    expect(await missing()).toEqual([]);
  });

  it("are not counted while Alipay's answer about them is unknown", async () => {
    test.alipay.mood = "times_out";
    await leave({}, {});
    await test.time.advance(6 * minuteMs);
    test.alipay.mood = "answers";
    await leaves();
    await test.time.advance(6 * minuteMs);
    expect(await missing()).toEqual([]);
    await test.time.advance(10 * minuteMs);
    expect(await missing()).toMatchObject([{ payments: 3 }]);
  });

  it("are forgotten when a buyer reaches the cashier again", async () => {
    for (let n = 0; n < 3; n += 1) await leaves();
    await test.time.advance(6 * minuteMs);
    logsIn(await leaves());
    await test.time.advance(minuteMs);
    await leaves();
    await test.time.advance(6 * minuteMs);
    expect(await missing()).toMatchObject([{ state: "resolved" }]);
  });
});

it("other numbers may be set, and none", async () => {
  await test.close();
  test = await openTestGateway({ pollMs: 1_800_000, missingTrades: { payments: 1, withinMinutes: 10 } });
  await leaves();
  await test.time.advance(6 * minuteMs);
  expect(await missing()).toHaveLength(1);
  await test.close();
  test = await openTestGateway({ pollMs: 1_800_000, missingTrades: "off" });
  for (let n = 0; n < 4; n += 1) await leaves();
  await test.time.advance(6 * minuteMs);
  expect(await missing()).toEqual([]);
});
