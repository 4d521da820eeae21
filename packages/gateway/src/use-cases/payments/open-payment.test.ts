import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestGateway, startMs, type TestGateway } from "../../testing/test-gateway.ts";
import type { OpenPaymentResult } from "./open-payment.ts";

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

function open(paymentId: string, device: "desktop" | "phone" = "desktop"): Promise<OpenPaymentResult> {
  return test.gateway.openPayment({ paymentId, device, requestId: "req_open" });
}

function fieldsOf(result: OpenPaymentResult): Record<string, string> {
  if (result.kind !== "redirect") throw new Error(`expected a redirect, got ${result.kind}`);
  return Object.fromEntries(new URL(result.url).searchParams);
}

describe("opening a payment", () => {
  it.each([
    ["direct", "create_direct_pay_by_user", { total_fee: "12.34" }],
    ["escrow", "create_partner_trade_by_buyer", { price: "12.34", quantity: "1" }],
    ["dual", "trade_create_by_buyer", { price: "12.34", quantity: "1" }],
  ] as const)("sends the buyer of a %s payment to Alipay's %s", async (product, service, amount) => {
    const payment = await test.pay({ product });
    const fields = fieldsOf(await open(payment.id));
    expect(fields).toMatchObject({
      service,
      partner: "2088000000000001",
      seller_id: "2088000000000001",
      out_trade_no: payment.attempts[0]?.out_trade_no,
      subject: "测试商品",
      notify_url: "https://pay.test/notify/mapi",
      return_url: `https://pay.test/return/${payment.attempts[0]?.id}`,
      ...amount,
    });
    expect(fields["sign"]).toMatch(/^[0-9a-f]{32}$/);
  });

  it("sends the buyer of an OpenAPI payment to the page of his device, each under its own number", async () => {
    const payment = await test.pay({ account: "openapi", product: "auto" });
    const desktop = fieldsOf(await open(payment.id, "desktop"));
    const phone = fieldsOf(await open(payment.id, "phone"));
    expect([desktop["method"], phone["method"]]).toEqual(["alipay.trade.page.pay", "alipay.trade.wap.pay"]);
    const numbers = [desktop, phone].map((f) => JSON.parse(f["biz_content"] ?? "{}").out_trade_no as string);
    expect(new Set(numbers).size).toBe(2);
    await open(payment.id, "phone");
    expect((await test.gateway.inspectPayment(payment.id)).payment.attempts).toHaveLength(2);
  });

  it("makes one attempt a way, however many buyers' pages ask for it at once", async () => {
    const payment = await test.pay({ account: "openapi", product: "auto" });
    const twin = await test.openTwin();
    const ask = { paymentId: payment.id, device: "phone", requestId: "req_open" } as const;
    const opened = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => (n % 2 ? twin : test.gateway).openPayment(ask)));
    await twin.close();
    expect(new Set(opened.map((one) => (one.kind === "redirect" ? one.attemptId : one.kind))).size).toBe(1);
    expect((await test.gateway.inspectPayment(payment.id)).payment.attempts).toHaveLength(2);
  });

  it("sends the buyer the way he chose, where the site left it to us and a contract allows it", async () => {
    const payment = await test.pay({ account: "openapi", product: "auto" });
    const way = (chosen: "page" | "wap" | "qr"): Promise<OpenPaymentResult> =>
      test.gateway.openPayment({ paymentId: payment.id, device: "desktop", way: chosen, requestId: "req_open" });
    expect(fieldsOf(await way("wap"))["method"]).toBe("alipay.trade.wap.pay");
    expect(await way("qr")).toMatchObject({ kind: "qr", view: { ways: ["page", "wap", "qr"] } });
    expect(fieldsOf(await way("page"))["method"]).toBe("alipay.trade.page.pay");
    expect(fieldsOf(await open(payment.id, "desktop"))["method"]).toBe("alipay.trade.page.pay");
  });

  it("offers no other way where the site named the product", async () => {
    const payment = await test.pay({ account: "openapi", product: "page" });
    const input = { paymentId: payment.id, device: "desktop", way: "qr", requestId: "req_open" } as const;
    expect(await test.gateway.openPayment(input)).toMatchObject({ kind: "redirect", view: { ways: [] } });
  });

  it("takes a text that reads like signed fields, and the site learns of the replacement", async () => {
    for (const account of ["mapi", "openapi"]) {
      const body = "两杯&total_fee=0.01&total_amount=0.01";
      const payment = await test.pay({ account, product: "auto", body });
      expect(payment.notices).toMatchObject([{ kind: "field_like_replaced", field: "body" }]);
      expect((await open(payment.id)).kind).toBe("redirect");
    }
  });

  it("keeps the product that the site asked for on every device", async () => {
    const payment = await test.pay({ account: "openapi", product: "page" });
    expect(fieldsOf(await open(payment.id, "phone"))["method"]).toBe("alipay.trade.page.pay");
  });

  it("makes the envelope anew and leaves the content as it is", async () => {
    const payment = await test.pay({ account: "openapi", product: "page" });
    const first = fieldsOf(await open(payment.id));
    await test.time.advance(61_000);
    const second = fieldsOf(await open(payment.id));
    expect(second["timestamp"]).not.toBe(first["timestamp"]);
    expect(second["sign"]).not.toBe(first["sign"]);
    expect(second["biz_content"]).toBe(first["biz_content"]);
  });

  it("gives the link an absolute end where the service has one", async () => {
    const payment = await test.pay({ account: "openapi", product: "page", expiresAtMs: startMs + 3600_000 });
    const content = JSON.parse(fieldsOf(await open(payment.id))["biz_content"] ?? "{}") as Record<string, string>;
    expect(content["time_expire"]).toBe("2026-01-01 13:00:00");
  });

  it("renders a form that posts the same fields to the gateway", async () => {
    const payment = await test.pay();
    const result = await open(payment.id);
    if (result.kind !== "redirect") throw new Error("no redirect");
    const { html, contentType } = result.renderForm("n0nce");
    expect(contentType).toBe("text/html; charset=utf-8");
    expect(Buffer.from(html).toString("utf8")).toContain('nonce="n0nce"');
    expect(result.endpointOrigin).toBe("https://alipay.test");
  });

  it("shows a code, and the same one again while it lives", async () => {
    const payment = await test.pay({ account: "openapi", product: "qr" });
    const first = await open(payment.id);
    expect(first).toMatchObject({ kind: "qr", qrCode: "https://qr.alipay.test/1", validUntilMs: startMs + 7_200_000 });
    expect(await open(payment.id)).toMatchObject({ qrCode: "https://qr.alipay.test/1" });
    await test.time.advance(7_200_000);
    expect(await open(payment.id)).toMatchObject({ qrCode: "https://qr.alipay.test/2" });
  });

  it.each([
    ["times out", "times_out", 1014, "unpaid"],
    ["refuses", { refuses: "ACQ.ACCESS_FORBIDDEN" }, 1010, "parameter_error"],
  ] as const)("says what happened where Alipay %s", async (_, mood, code, outcome) => {
    const payment = await test.pay({ account: "openapi", product: "qr" });
    test.alipay.mood = mood;
    expect(await open(payment.id)).toMatchObject({ kind: "failed", view: { state: "unpaid", lastError: { code } } });
    expect(await test.gateway.getPayment({ siteId: test.siteId, paymentId: payment.id })).toMatchObject({
      outcome,
      last_error: { code },
    });
    test.alipay.mood = "answers";
    expect(await open(payment.id)).toMatchObject({ kind: "qr" });
    await test.time.advance(6000);
    expect(await test.gateway.getPayment({ siteId: test.siteId, paymentId: payment.id })).toMatchObject({
      outcome: "unpaid",
      last_error: null,
    });
  });

  it("shows the state where nothing is left to pay", async () => {
    const payment = await test.pay({ account: "openapi", product: "page", expiresAtMs: startMs + 120_000 });
    await test.time.advance(120_000);
    expect(await open(payment.id)).toMatchObject({ kind: "state", view: { payable: false } });
    expect(test.alipay.calls).toEqual([]);
  });

  it("is refused for a number that does not exist", async () => {
    await expect(open("pay_nothing")).rejects.toMatchObject({ unified: 1009 });
  });
});
