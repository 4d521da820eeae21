import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, startMs, type TestGateway } from "../../testing/test-gateway.ts";
import type { PaymentDocument } from "./payment-document.ts";
import type { ReplacePaymentInput } from "./replace-payment.ts";

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

async function opened(): Promise<PaymentDocument> {
  const payment = await test.pay({ account: "openapi", product: "page" });
  await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_open" });
  return payment;
}

const numberOf = (payment: PaymentDocument): string => payment.attempts.at(-1)?.out_trade_no ?? "";
const about = (payment: PaymentDocument): { siteId: string; paymentId: string; requestId: string } => ({
  siteId: test.siteId,
  paymentId: payment.id,
  requestId: "req_change",
});

function replace(payment: PaymentDocument, over: Partial<ReplacePaymentInput> = {}): Promise<PaymentDocument> {
  const content = { amountFen: 2000n, subject: "另一件商品", goods: "physical", account: "openapi" } as const;
  return test.gateway.replacePayment({ ...about(payment), ...content, product: "page", ...over });
}

async function pay(payment: PaymentDocument, outTradeNo: string, totalFen: bigint): Promise<void> {
  const trade = test.alipay.trade(outTradeNo, { status: "TRADE_SUCCESS", totalFen });
  const rawBody = openapiNotification(trade);
  await test.gateway.acceptNotification({ accountId: "openapi", rawBody, requestId: payment.id });
  await test.time.advance(0);
}

const read = (payment: PaymentDocument): Promise<PaymentDocument> => test.gateway.getPayment(about(payment));

describe("replacing an unpaid payment", () => {
  it("closes the old trade at Alipay, and only then makes a new attempt under a new number", async () => {
    const payment = await opened();
    test.alipay.trade(numberOf(payment), { status: "WAIT_BUYER_PAY", totalFen: 1234n });
    const replaced = await replace(payment);
    expect(replaced).toMatchObject({ id: payment.id, state: "unpaid", amount_fen: 2000, subject: "另一件商品" });
    expect(replaced.attempts.map((attempt) => attempt.state)).toEqual(["closed_at_alipay", "open"]);
    expect(test.alipay.calls.map((call) => call.service)).toEqual([
      "alipay.trade.query",
      "alipay.trade.close",
      "alipay.trade.query",
    ]);
    expect(test.site.types).toEqual([]);
    await pay(payment, numberOf(replaced), 2000n);
    expect(await read(payment)).toMatchObject({ state: "paid" });
    expect(test.site.types).toEqual(["payment.paid"]);
  });

  it("fulfils nothing where the buyer pays the old link all the same, and offers the money back", async () => {
    const payment = await opened();
    await replace(payment);
    await pay(payment, numberOf(payment), 1234n);
    expect(await read(payment)).toMatchObject({ state: "unpaid" });
    expect(test.site.types).toEqual([]);
    const causes = (await test.incidents()).map((incident) => incident.cause);
    expect(causes).toEqual(expect.arrayContaining(["superseded-attempt-paid", "refund-offer"]));
  });

  it.each(["times_out", "unreachable", "garbage"] as const)("opens nothing where Alipay %s", async (mood) => {
    const payment = await opened();
    test.alipay.mood = mood;
    await expect(replace(payment)).rejects.toMatchObject({ money: "unknown", retryAfterMs: 15_000 });
    const after = await read(payment);
    expect(after).toMatchObject({ amount_fen: 1234, attempts: [{ state: "open" }] });
    test.alipay.mood = "answers";
    await pay(payment, numberOf(payment), 1234n);
    expect(await read(payment)).toMatchObject({ state: "paid" });
  });

  it("is refused where the buyer was faster, and the money counts", async () => {
    const payment = await opened();
    test.alipay.trade(numberOf(payment), { status: "TRADE_SUCCESS", totalFen: 1234n });
    await expect(replace(payment)).rejects.toMatchObject({ unified: 1010, extra: { state: "paid" } });
    expect(await read(payment)).toMatchObject({ state: "paid", amount_fen: 1234 });
  });

  it("does not close the payment by the news that its old trade is closed", async () => {
    const payment = await opened();
    const trade = test.alipay.trade(numberOf(payment), { status: "WAIT_BUYER_PAY", totalFen: 1234n });
    await replace(payment, { amountFen: 1234n });
    for (const notify_id of ["n1", "n2"]) {
      const rawBody = openapiNotification({ ...trade, status: "TRADE_CLOSED" }, { notify_id });
      await test.gateway.acceptNotification({ accountId: "openapi", rawBody, requestId: "r" });
    }
    expect(await read(payment)).toMatchObject({ state: "unpaid", attempts: [{ state: "closed_at_alipay" }, {}] });
    await test.time.advance(0);
    expect(test.site.types).toEqual([]);
  });

  it.each([
    ["WAIT_BUYER_PAY", "TRADE_CLOSED"],
    ["TRADE_CLOSED", "TRADE_CLOSED"],
  ])("stays unpaid where %s and %s are notified while it is being replaced", async (...statuses) => {
    const payment = await opened();
    const trade = test.alipay.trade(numberOf(payment), { status: "WAIT_BUYER_PAY", totalFen: 1234n });
    test.alipay.beforeAnswer = async (service) => {
      if (service !== "alipay.trade.close") return;
      for (const [index, status] of statuses.entries()) {
        const rawBody = openapiNotification({ ...trade, status }, { notify_id: `n${index}` });
        await test.gateway.acceptNotification({ accountId: "openapi", rawBody, requestId: "r" });
      }
    };
    const replaced = await replace(payment);
    expect(replaced.attempts.map((attempt) => attempt.state)).toEqual(["closed_at_alipay", "open"]);
    await pay(payment, numberOf(replaced), 2000n);
    expect(await read(payment)).toMatchObject({ state: "paid", amount_fen: 2000 });
    expect(test.site.types).toEqual(["payment.paid"]);
  });

  it("can be tried again where Alipay's answer to the close got lost: the news of the closed trade ends nothing", async () => {
    const payment = await opened();
    test.alipay.trade(numberOf(payment), { status: "WAIT_BUYER_PAY", totalFen: 1234n });
    test.alipay.beforeAnswer = async (service) => {
      test.alipay.mood = service === "alipay.trade.close" ? "lost" : test.alipay.mood;
    };
    await expect(replace(payment)).rejects.toMatchObject({ money: "unknown", retryAfterMs: 15_000 });
    test.alipay.beforeAnswer = undefined;
    test.alipay.mood = "answers";
    await test.time.advance(16_000);
    expect(await read(payment)).toMatchObject({ state: "unpaid", attempts: [{ state: "closed_at_alipay" }] });
    expect(test.site.types).toEqual([]);
    const replaced = await replace(payment);
    await pay(payment, numberOf(replaced), 2000n);
    expect(await read(payment)).toMatchObject({ state: "paid", amount_fen: 2000 });
  });

  it("that closed the old trade and did not come about lets the buyer pay the old content under a new number", async () => {
    const payment = await opened();
    test.alipay.trade(numberOf(payment), { status: "WAIT_BUYER_PAY", totalFen: 1234n });
    test.alipay.beforeAnswer = async (service) => {
      if (service === "alipay.trade.close") test.alipay.mood = "times_out";
    };
    await expect(replace(payment)).rejects.toMatchObject({ money: "unknown" });
    test.alipay.beforeAnswer = undefined;
    test.alipay.mood = "answers";
    await test.time.advance(16_000);
    await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_again" });
    const after = await read(payment);
    expect(after.attempts.map((attempt) => attempt.state)).toEqual(["closed_at_alipay", "open"]);
    await pay(payment, numberOf(after), 1234n);
    expect(await read(payment)).toMatchObject({ state: "paid", amount_fen: 1234 });
    expect(test.site.types).toEqual(["payment.paid"]);
  });

  it("that fails beside another one whose close got lost does not make the closed trade end the payment", async () => {
    const payment = await opened();
    test.alipay.trade(numberOf(payment), { status: "WAIT_BUYER_PAY", totalFen: 1234n });
    test.alipay.beforeAnswer = async (service) => {
      if (service !== "alipay.trade.close") return;
      test.alipay.beforeAnswer = undefined;
      test.alipay.mood = "times_out";
      await expect(replace(payment, { amountFen: 3000n })).rejects.toMatchObject({ unified: 1014 });
      test.alipay.mood = "lost";
    };
    await expect(replace(payment)).rejects.toMatchObject({ unified: 1014 });
    test.alipay.mood = "answers";
    await test.time.advance(16_000);
    expect(await read(payment)).toMatchObject({ state: "unpaid", attempts: [{ state: "closed_at_alipay" }] });
  });

  it("shuts what a buyer opens while it is under way, too", async () => {
    const payment = await test.pay({ account: "openapi", product: "auto" });
    await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_open" });
    test.alipay.trade(numberOf(payment), { status: "WAIT_BUYER_PAY", totalFen: 1234n });
    let phone = "";
    test.alipay.beforeAnswer = async (service) => {
      if (service !== "alipay.trade.close" || phone !== "") return;
      await test.gateway.openPayment({ paymentId: payment.id, device: "phone", requestId: "req_phone" });
      phone = numberOf(await read(payment));
      test.alipay.trade(phone, { status: "WAIT_BUYER_PAY", totalFen: 1234n });
    };
    const replaced = await replace(payment, { product: "auto" });
    expect(test.alipay.trades.get(phone)?.status).toBe("TRADE_CLOSED");
    expect(replaced.attempts.map((attempt) => attempt.state)).toEqual(["closed_at_alipay", "closed_at_alipay", "open"]);
  });

  it("is seen by a buyer who opens the page at that moment: he gets the new content", async () => {
    const payment = await test.pay({ account: "openapi", product: "qr" });
    test.alipay.beforeAnswer = async (service) => {
      if (service !== "alipay.trade.precreate") return;
      test.alipay.beforeAnswer = undefined;
      await replace(payment, { product: "qr" });
    };
    const ask = { paymentId: payment.id, device: "desktop", requestId: "req_open" } as const;
    expect(await test.gateway.openPayment(ask)).toMatchObject({ kind: "qr", view: { amountFen: 2000n } });
    expect(test.alipay.callsOf("alipay.trade.precreate").map((call) => call["total_amount"])).toEqual([
      "12.34",
      "20.00",
    ]);
    const { attempts } = await read(payment);
    expect(attempts.map((attempt) => attempt.state)).toEqual(["superseded_live", "open"]);
  });

  it("tells a closed payment from a paid one when it refuses", async () => {
    const payment = await opened();
    await test.gateway.closePayment(about(payment));
    await expect(replace(payment)).rejects.toMatchObject({
      unified: 1010,
      extra: { state: "closed" },
      detail: { zh: expect.stringContaining("已经关闭") },
    });
  });

  it("changes nothing and asks nobody where the content is the same or not allowed", async () => {
    const payment = await opened();
    const same = { amountFen: 1234n, subject: "测试商品" };
    expect((await replace(payment, same)).attempts).toHaveLength(1);
    await expect(replace(payment, { amountFen: 0n })).rejects.toMatchObject({ unified: 1011 });
    expect(test.alipay.calls).toEqual([]);
  });
});

describe("closing a payment", () => {
  it("closes what the buyer opened at Alipay, then the payment, and tells the site", async () => {
    const payment = await opened();
    test.alipay.trade(numberOf(payment), { status: "WAIT_BUYER_PAY", totalFen: 1234n });
    expect(await test.gateway.closePayment(about(payment))).toMatchObject({ state: "closed" });
    expect(test.alipay.callsOf("alipay.trade.close")).toHaveLength(1);
    await test.time.advance(0);
    expect(test.site.types).toEqual(["payment.closed"]);
    expect(await test.gateway.closePayment(about(payment))).toMatchObject({ state: "closed" });
  });

  it("closes nothing while Alipay can't be asked, and is refused where money came", async () => {
    const payment = await opened();
    test.alipay.mood = "times_out";
    await expect(test.gateway.closePayment(about(payment))).rejects.toMatchObject({ unified: 1014 });
    expect(await read(payment)).toMatchObject({ state: "unpaid" });
    test.alipay.mood = "answers";
    test.alipay.trade(numberOf(payment), { status: "TRADE_SUCCESS", totalFen: 1234n });
    await expect(test.gateway.closePayment(about(payment))).rejects.toMatchObject({ unified: 1010 });
  });
});

it("does not end a payment whose time was over and which a replacement gives more of, at that very moment", async () => {
  const payment = await test.pay({ account: "openapi", product: "page", expiresAtMs: startMs + 60_000 });
  await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_open" });
  test.alipay.trade(numberOf(payment), { status: "WAIT_BUYER_PAY", totalFen: 1234n });
  test.alipay.beforeAnswer = async (service) => {
    if (service !== "alipay.trade.close") return;
    test.alipay.beforeAnswer = undefined;
    await replace(payment, { expiresAtMs: startMs + 3600_000 });
  };
  await test.time.advance(61_000);
  expect(await read(payment)).toMatchObject({ state: "unpaid", amount_fen: 2000 });
  expect(test.site.types).toEqual([]);
});

describe("asking now", () => {
  it("settles what Alipay reports", async () => {
    const payment = await opened();
    test.alipay.trade(numberOf(payment), { status: "TRADE_SUCCESS", totalFen: 1234n });
    expect(await test.gateway.syncPayment(about(payment))).toMatchObject({ queried: true, payment: { state: "paid" } });
  });

  it.each([
    ["times_out", 1014],
    ["unreachable", 1015],
    ["garbage", 1016],
    ["unsigned", 1003],
  ] as const)("says why there is no answer where Alipay %s, and when it is asked next", async (mood, unified) => {
    const payment = await opened();
    test.alipay.trade(numberOf(payment), { status: "WAIT_BUYER_PAY", totalFen: 1234n });
    test.alipay.mood = mood;
    await expect(test.gateway.syncPayment(about(payment))).rejects.toMatchObject({
      unified,
      money: "unknown",
      retryAfterMs: 5000,
    });
    expect(await test.gateway.syncPayment(about(payment))).toMatchObject({ queried: false });
  });
});

describe("a site's list of payments", () => {
  it("goes page by page, newest first, and tells the three outcomes apart", async () => {
    const first = await test.pay({ account: "openapi", product: "qr" });
    test.alipay.mood = { refuses: "ACQ.ACCESS_FORBIDDEN" };
    await test.gateway.openPayment({ paymentId: first.id, device: "desktop", requestId: "r" });
    test.alipay.mood = "answers";
    for (let n = 0; n < 4; n += 1) {
      await test.time.advance(1);
      await test.pay();
    }
    const { siteId } = test;
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await test.gateway.listPayments({ siteId, limit: 2, ...(cursor === null ? {} : { cursor }) });
      seen.push(...page.data.map((payment) => payment.id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
    expect(seen.at(-1)).toBe(first.id);
    const wrong = await test.gateway.listPayments({ siteId, limit: 10, outcome: "parameter_error" });
    expect(wrong.data.map((payment) => payment.id)).toEqual([first.id]);
    const unpaid = await test.gateway.listPayments({ siteId, limit: 10, outcome: "unpaid" });
    expect(unpaid.data).toHaveLength(4);
    expect((await test.gateway.listPayments({ siteId: "site_other", limit: 10 })).data).toEqual([]);
    await expect(test.gateway.listPayments({ siteId, limit: 1, cursor: "x" })).rejects.toMatchObject({ unified: 1002 });
  });
});

it("bounds what a site may refund a day, gives back what failed, and starts anew at Beijing midnight", async () => {
  const payment = await opened();
  await pay(payment, numberOf(payment), 1234n);
  await test.gateway.setRefundLimit({ siteId: test.siteId, dailyFen: 500n, requestId: "r" });
  const refund = (amountFen: bigint): Promise<unknown> =>
    test.gateway.requestRefund({ ...about(payment), amountFen, actor: "key:test" });
  test.alipay.mood = { refuses: "ACQ.SELLER_BALANCE_NOT_ENOUGH" };
  await expect(refund(500n)).rejects.toMatchObject({ unified: 1010 });
  test.alipay.mood = "answers";
  await test.time.advance(5000);
  await refund(400n);
  await expect(refund(101n)).rejects.toMatchObject({ unified: 1011, extra: { limit_fen: 500, used_fen: 400 } });
  await test.time.advance(24 * 3600 * 1000);
  await refund(500n);
  expect(await read(payment)).toMatchObject({ refunded_fen: 900 });
});
