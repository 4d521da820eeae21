import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, startMs, type TestGateway } from "../../testing/test-gateway.ts";
import type { CreatePaymentInput } from "./create-payment.ts";

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

function order(over: Partial<CreatePaymentInput> = {}): CreatePaymentInput {
  return {
    siteId: test.siteId,
    orderNo: "A-1",
    amountFen: 1234n,
    subject: "测试商品",
    goods: "physical",
    account: "mapi",
    product: "direct",
    requestId: "req_test",
    ...over,
  };
}

describe("an order", () => {
  it("becomes an unpaid payment with one attempt under a number that shows the order's", async () => {
    const { payment, created } = await test.gateway.createPayment(order({ metadata: { cart: "7" } }));
    expect(created).toBe(true);
    expect(payment).toMatchObject({
      order_no: "A-1",
      state: "unpaid",
      outcome: "unpaid",
      amount_fen: 1234,
      currency: "CNY",
      product: "direct",
      environment: "simulator",
      metadata: { cart: "7" },
      pay_url: `https://pay.test/pay/${payment.id}`,
      expires_at: null,
    });
    expect(payment.attempts).toHaveLength(1);
    expect(payment.attempts[0]?.out_trade_no).toMatch(/^A-1_[0-9a-z]{7}$/);
    expect(test.alipay.calls).toEqual([]);
  });

  it("keeps to OpenAPI's letters in its number at Alipay, and its own number unchanged", async () => {
    const { payment } = await test.gateway.createPayment(
      order({ orderNo: "shop/2026#17-b", account: "openapi", product: "page" }),
    );
    expect(payment.order_no).toBe("shop/2026#17-b");
    expect(payment.attempts[0]?.out_trade_no).toMatch(/^shop_2026_17_b_[0-9a-z]{7}$/);
  });

  it("may have the same number at two sites", async () => {
    const other = await test.gateway.registerSite({ name: "第二家", requestId: "req_setup" });
    const mine = await test.gateway.createPayment(order());
    const theirs = await test.gateway.createPayment(order({ siteId: other.siteId, amountFen: 99n }));
    expect(theirs.created).toBe(true);
    expect(theirs.payment.attempts[0]?.out_trade_no).not.toBe(mine.payment.attempts[0]?.out_trade_no);
  });
});

describe("the same order again", () => {
  it("is the same payment", async () => {
    const first = await test.gateway.createPayment(order());
    const second = await test.gateway.createPayment(order());
    expect(second).toMatchObject({ created: false, replayed: false, payment: { id: first.payment.id } });
  });

  it("is one payment when twenty arrive at once", async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => test.gateway.createPayment(order())));
    expect(new Set(results.map((result) => result.payment.id)).size).toBe(1);
    expect(results.filter((result) => result.created)).toHaveLength(1);
  });

  it.each([
    ["amount_fen", { amountFen: 1235n }],
    ["subject", { subject: "另一件商品" }],
    ["goods", { goods: "virtual" }],
    ["product", { product: "escrow" }],
    ["body", { body: "说明" }],
  ] as const)("with another %s is refused as 1013 that names the field", async (field, change) => {
    const { payment } = await test.gateway.createPayment(order());
    await expect(test.gateway.createPayment(order(change))).rejects.toMatchObject({
      unified: 1013,
      param: "order_no",
      extra: { existing_id: payment.id, differing_fields: [{ field }] },
    });
  });
});

describe("an idempotency key", () => {
  it("gives the stored answer again, even after the payment moved on", async () => {
    const first = await test.gateway.createPayment(order({ idempotencyKey: "k-1" }));
    const trade = test.alipay.trade(first.payment.attempts[0]?.out_trade_no ?? "", {
      status: "TRADE_SUCCESS",
      totalFen: 1234n,
    });
    await test.gateway.acceptNotification({ accountId: "mapi", rawBody: mapiNotification(trade), requestId: "req_n" });
    const again = await test.gateway.createPayment(order({ idempotencyKey: "k-1" }));
    expect(again).toEqual({ payment: first.payment, created: false, replayed: true });
  });

  it("with another request is refused as 1013 that names the fields", async () => {
    await test.gateway.createPayment(order({ idempotencyKey: "k-1" }));
    const change = { idempotencyKey: "k-1", orderNo: "A-2", amountFen: 5n };
    await expect(test.gateway.createPayment(order(change))).rejects.toMatchObject({
      unified: 1013,
      param: "Idempotency-Key",
      extra: { differing_fields: [{ field: "order_no" }, { field: "amount_fen", known: 1234, given: 5 }] },
    });
  });

  it("belongs to its site", async () => {
    const other = await test.gateway.registerSite({ name: "第二家", requestId: "req_setup" });
    await test.gateway.createPayment(order({ idempotencyKey: "k-1" }));
    const theirs = await test.gateway.createPayment(
      order({ siteId: other.siteId, idempotencyKey: "k-1", amountFen: 9n }),
    );
    expect(theirs.created).toBe(true);
  });
});

describe("a refused order", () => {
  it.each([
    ["an amount of nothing", { amountFen: 0n }, 1011, "amount_fen"],
    ["an amount below nothing", { amountFen: -1n }, 1011, "amount_fen"],
    ["an amount above what Alipay takes", { amountFen: 10_000_000_001n }, 1011, "amount_fen"],
    ["no subject", { subject: " " }, 1012, "subject"],
    ["a number with a space", { orderNo: "A 1" }, 1002, "order_no"],
    ["a number of 65 characters", { orderNo: "A".repeat(65) }, 1002, "order_no"],
    ["NUL in its subject", { subject: "a\0b" }, 1002, "subject"],
    ["half a character in its subject", { subject: "a\ud800" }, 1002, "subject"],
    ["an expiry in the past", { expiresAtMs: startMs - 1 }, 1002, "expires_at"],
    ["an expiry after Alipay's fifteen days", { expiresAtMs: startMs + 16 * 86_400_000 }, 1002, "expires_at"],
    ["a return address of a stranger", { returnUrl: "https://evil.test/x" }, 1002, "return_url"],
    ["a return address that is a script", { returnUrl: "javascript:alert(1)" }, 1002, "return_url"],
    ["an idempotency key of 129 characters", { idempotencyKey: "k".repeat(129) }, 1002, "Idempotency-Key"],
    ["a product of the other protocol", { product: "page" }, 1006, "product"],
  ] as const)("with %s says which rule it breaks and leaves nothing behind", async (_, change, unified, param) => {
    await expect(test.gateway.createPayment(order(change))).rejects.toMatchObject({ unified, param });
    await expect(test.gateway.getPayment({ siteId: test.siteId, orderNo: "A-1" })).rejects.toMatchObject({
      unified: 1009,
    });
  });

  it("names all missing fields at once", async () => {
    await expect(test.gateway.createPayment(order({ orderNo: "", subject: "" }))).rejects.toMatchObject({
      unified: 1012,
      extra: { missing: ["order_no", "subject"] },
    });
  });

  it("is told that the account does not exist, or that one has to be named", async () => {
    await expect(test.gateway.createPayment(order({ account: "nobody" }))).rejects.toMatchObject({ unified: 1009 });
    const { account: _, ...unnamed } = order();
    await expect(test.gateway.createPayment(unnamed)).rejects.toMatchObject({ unified: 1012, param: "account" });
  });
});

describe("texts that Alipay would not take", () => {
  it("are replaced, never refused, and the site is told", async () => {
    const { payment } = await test.gateway.createPayment(
      order({ account: "openapi", product: "page", subject: "咖啡/茶 a=b&c", body: "x".repeat(200) }),
    );
    expect(payment.subject).toBe("咖啡/茶 a=b&c");
    expect(payment.notices.map(({ kind, field }) => [kind, field])).toEqual([
      ["forbidden_replaced", "subject"],
      ["text_cut", "body"],
    ]);
  });

  it("are written in the account's charset", async () => {
    await test.gateway.registerAccount({
      id: "gbk",
      environment: "simulator",
      endpoint: "https://alipay.test/gateway.do",
      protocol: "mapi",
      credentials: { partner: "2088000000000002", signType: "MD5", md5Key: "k".repeat(32), charset: "gbk" },
      contracts: [],
      requestId: "req_setup",
    });
    const { payment } = await test.gateway.createPayment(order({ account: "gbk", subject: "蛋糕🍰" }));
    expect(payment.notices.map((notice) => notice.kind)).toEqual(["no_contracts_known", "unmappable_replaced"]);
    const opened = await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_o" });
    expect(opened.kind).toBe("redirect");
  });
});

describe("another site's payment", () => {
  it("is not there", async () => {
    const other = await test.gateway.registerSite({ name: "第二家", requestId: "req_setup" });
    const { payment } = await test.gateway.createPayment(order());
    await expect(test.gateway.getPayment({ siteId: other.siteId, paymentId: payment.id })).rejects.toMatchObject({
      unified: 1009,
    });
  });
});
