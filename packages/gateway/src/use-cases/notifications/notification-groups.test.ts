// Notifications that arrive together share a transaction: what is wrong with one must not be felt by the others.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import type { PaymentDocument } from "../payments/payment-document.ts";

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

const perBatch = 6;
const poisonedAt = 2;

async function orders(batch: number): Promise<PaymentDocument[]> {
  const each = Array.from({ length: perBatch }, (_, index) => `G${batch}N${index}`);
  return Promise.all(each.map((orderNo) => test.pay({ orderNo, account: "openapi", product: "page" })));
}

function bodyOf(payment: PaymentDocument): Buffer {
  const outTradeNo = payment.attempts[0]?.out_trade_no ?? "";
  return openapiNotification(test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen: 1234n }));
}

/** All at once; the answers, or "thrown". */
function postAll(bodies: readonly Buffer[]): Promise<string[]> {
  return Promise.all(
    bodies.map((rawBody, index) =>
      test.gateway.acceptNotification({ accountId: "openapi", rawBody, requestId: `req_${index}` }).then(
        ({ answer, outcome }) => `${answer} ${outcome}`,
        () => "thrown",
      ),
    ),
  );
}

async function assertBooked(payment: PaymentDocument): Promise<void> {
  const { payment: now, postings, notifications, deliveries } = await test.gateway.inspectPayment(payment.id);
  expect(now.state).toBe("paid");
  expect(postings.map(({ amount_fen }) => amount_fen)).toEqual([1234, 1234]);
  expect(notifications).toMatchObject([{ outcome: "moved", copies: 1 }]);
  expect(deliveries).toMatchObject([{ type: "payment.paid" }]);
}

async function spoilMachine(payment: PaymentDocument): Promise<void> {
  await test.database.rows(`update payments set machine_json = 'spoilt' where id = '${payment.id}'`);
}

type Poison = { poison: (body: Buffer, payment: PaymentDocument) => Promise<Buffer> | Buffer; answer: string };

const poisons: Record<string, Poison> = {
  "is forged": {
    poison: (body) => Buffer.from(body.toString("latin1").replace("total_amount=", "total_amount=9"), "latin1"),
    answer: "fail unverified",
  },
  "is about an order that nobody knows": {
    poison: () => openapiNotification(test.alipay.trade("NOBODYS", { status: "TRADE_SUCCESS", totalFen: 1234n })),
    answer: "success parked",
  },
  "is about a payment whose row can't be read": {
    poison: async (body, payment) => {
      await spoilMachine(payment);
      return body;
    },
    answer: "thrown",
  },
};

describe("of notifications that arrive together, one that", () => {
  it.each(Object.entries(poisons))("%s undoes no other, in any batch", async (_, { poison, answer }) => {
    for (let batch = 0; batch < 3; batch += 1) {
      const payments = await orders(batch);
      const bodies = await Promise.all(
        payments.map((payment, index) => (index === poisonedAt ? poison(bodyOf(payment), payment) : bodyOf(payment))),
      );
      const answers = await postAll(bodies);
      expect(answers).toEqual(payments.map((__, index) => (index === poisonedAt ? answer : "success moved")));
      for (const [index, payment] of payments.entries()) if (index !== poisonedAt) await assertBooked(payment);
    }
  });

  it("comes in several copies has its effect once, beside the others", async () => {
    const payments = await orders(0);
    const bodies = payments.map(bodyOf);
    const answers = await postAll([...bodies, ...bodies, ...bodies]);
    expect(answers.filter((answer) => answer === "success moved")).toHaveLength(perBatch);
    expect(answers.filter((answer) => answer === "success duplicate")).toHaveLength(2 * perBatch);
    const kept = await test.database.rows("select copies from notifications");
    expect(kept.map((row) => Number(row["copies"]))).toEqual(payments.map(() => 3));
    expect(await test.database.rows("select id from postings")).toHaveLength(2 * perBatch);
  });

  it("pays an attempt that was replaced, beside the one that pays the new attempt, moves each as if it came alone", async () => {
    const [payment] = await orders(0);
    if (payment === undefined) throw new TypeError("no order");
    const replaced = await test.gateway.replacePayment({
      ...{ siteId: test.siteId, paymentId: payment.id, requestId: "req_replace" },
      ...{ amountFen: 2000n, subject: "另一件商品", goods: "physical", account: "openapi", product: "page" },
    });
    const outTradeNo = replaced.attempts.at(-1)?.out_trade_no ?? "";
    const second = openapiNotification(test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen: 2000n }));
    const answers = await postAll([bodyOf(payment), second]);
    expect(answers.every((answer) => answer.startsWith("success"))).toBe(true);
    const { payment: now, deliveries, postings } = await test.gateway.inspectPayment(payment.id);
    expect(now).toMatchObject({ state: "paid", amount_fen: 2000 });
    expect(deliveries).toMatchObject([{ type: "payment.paid" }]);
    expect(postings.filter(({ to }) => to === "merchant")).toMatchObject([{ amount_fen: 2000 }]);
    expect(postings.filter(({ to }) => to === "surplus")).toMatchObject([{ amount_fen: 1234 }]);
  });
});
