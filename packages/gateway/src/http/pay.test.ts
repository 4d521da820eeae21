import { DedepayError } from "@dedepay/errors";
import { describe, expect, it } from "vitest";
import type { BuyerView } from "../use-cases/payments/buyer-view.ts";
import type { OpenPaymentResult } from "../use-cases/payments/open-payment.ts";
import { sampleView } from "./testing/fake-gateway.ts";
import { nowMs, type TestServer, testServer } from "./testing/test-server.ts";

const phone = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36";
const desktop = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36";

async function serverWith(changes: Partial<BuyerView> = {}): Promise<TestServer> {
  const server = await testServer();
  server.gateway.views.set("pay_1", sampleView(changes));
  return server;
}

function opened(server: TestServer, result: Partial<OpenPaymentResult>): void {
  server.gateway.answers.set("openPayment", () => ({ view: sampleView(), attemptId: "att_1", ...result }));
}

const redirectTo = (url: string): Partial<OpenPaymentResult> => ({
  kind: "redirect",
  url,
  endpointOrigin: "https://mapi.alipay.com",
  renderForm: (nonce) => ({ html: Buffer.from(`form ${nonce}`, "latin1"), contentType: "text/html; charset=GBK" }),
});

function get(server: TestServer, url = "/pay/pay_1", agent = desktop) {
  return server.app.inject({ url, headers: { "user-agent": agent } });
}

function policyOf(answer: { headers: Record<string, unknown> }): string {
  return String(answer.headers["content-security-policy"]);
}

describe("the pay page", () => {
  it("shows amount, subject and one plain form, and creates nothing", async () => {
    const server = await serverWith();
    const answer = await get(server);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain("<span>¥</span>19.99");
    expect(answer.body).toContain("青瓷茶杯");
    expect(answer.body).toContain('<form method="post" action="/pay/pay_1" data-continue="pay_1">');
    expect(answer.body).toContain("模拟环境");
    expect(server.gateway.asked.map((ask) => ask.verb)).toEqual(["viewPayment"]);
  });

  it("carries headers under which the way to Alipay works and nothing else runs", async () => {
    const answer = await get(await serverWith({ environment: "production" }));
    const policy = policyOf(answer);
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
    expect(answer.body.match(/<(?:script|style)[^>]*>/g)).toEqual([
      `<style nonce="${nonce}">`,
      `<script nonce="${nonce}">`,
    ]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' https:;");
    expect(policy).not.toContain("unsafe");
    expect(policy).not.toContain("upgrade-insecure-requests");
    expect(answer.headers["referrer-policy"]).toBe("strict-origin");
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.body).not.toContain("模拟环境");
    expect(policyOf(await get(await serverWith()))).toContain("form-action 'self' https: http:;");
  });

  it("loads nothing from outside and has no inline handlers or styles", async () => {
    const answer = await get(await serverWith({ returnUrl: undefined }));
    expect(answer.body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(answer.body).not.toMatch(/ on[a-z]+=| style="/);
  });

  it("escapes what the shop wrote", async () => {
    const evil = `"><script>alert(1)</script>`;
    const server = await serverWith({
      subject: evil,
      siteName: evil,
      orderNo: evil,
      returnUrl: `https://x/?${evil}`,
      outcome: "payment_failed",
      lastError: { code: 1010, buyer_message: { zh: evil, en: evil } },
    });
    for (const url of ["/pay/pay_1", "/return/att_1"])
      expect((await get(server, url)).body).not.toContain("<script>alert");
  });

  it("does not go on by itself after a failure, and says what it was", async () => {
    const server = await serverWith({
      outcome: "payment_failed",
      lastError: { code: 1010, buyer_message: { zh: "余额不足。", en: "Not enough balance." } },
    });
    const { body } = await get(server);
    expect(body).not.toContain("data-continue=");
    expect(body).toMatch(/支付失败.*余额不足.*再试一次/s);
  });

  it("offers the other page by hand where the guess of the device matters", async () => {
    const server = await serverWith({ product: "page", deviceMatters: true });
    expect((await get(server, "/pay/pay_1", desktop)).body).toMatch(/value="desktop".*value="phone"/s);
    expect((await get(server, "/pay/pay_1", phone)).body).toMatch(/value="phone".*value="desktop"/s);
    expect((await get(await serverWith({ product: "page" }))).body).not.toContain("改用");
  });

  it.each([
    ["MicroMessenger/8.0.40", "wechat", "微信"],
    ["V1_AND_SQ_9 QQ/9.0.1.1 NetType/WIFI", "qq", "QQ"],
  ])("guides out of %s with a link to copy", async (agent, name, shown) => {
    const server = await serverWith();
    const { body } = await get(server, "/pay/pay_1", `${phone} ${agent}`);
    expect(body).toContain(`data-guide="${name}"`);
    expect(body).toContain(shown);
    expect(body).toContain('value="https://pay.example.cn/pay/pay_1"');
    expect(body).not.toContain("<form");
  });

  it("works in QQ's own browser, which does not block Alipay", async () => {
    const { body } = await get(await serverWith(), "/pay/pay_1", `${phone} MQQBrowser/14.0 QQBrowser/14.0`);
    expect(body).toContain("<form");
  });

  it("answers an unknown payment with a page and a request id, in Chinese", async () => {
    const answer = await get(await testServer());
    expect(answer.statusCode).toBe(404);
    expect(answer.headers["content-type"]).toMatch(/^text\/html/);
    expect(answer.body).toMatch(/找不到这个页面.*1009.*req_1/s);
    expect(answer.body).not.toContain("再试一次");
  });

  it("says of a link whose time is over when it ended, and how the payment stands: 1005", async () => {
    const server = await serverWith({ payable: false, linkEndedAtMs: nowMs - 60_000 });
    const answer = await get(server);
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([401, "text/html; charset=utf-8"]);
    expect(answer.body).toMatch(/付款链接已过期.*付款链接失效时间.*错误码 1005 · 请求号 req_1/s);
    const headers = { "user-agent": desktop, accept: "application/json" };
    const problem = await server.app.inject({ url: "/pay/pay_1", headers });
    expect(problem.json()).toMatchObject({
      code: 1005,
      difference_s: 60,
      expired_at: new Date(nowMs - 60_000).toISOString(),
    });
  });

  it("answers our own failure with a page that does not tell its insides", async () => {
    const server = await serverWith();
    server.gateway.answers.set("viewPayment", () => {
      throw new Error("SQLITE_BUSY");
    });
    const answer = await get(server);
    expect([answer.statusCode, answer.body.includes("SQLITE")]).toEqual([500, false]);
    expect(answer.body).toMatch(/href="\/pay\/pay_1">再试一次（不会重复扣款）.*请求号 req_1/s);
  });
});

describe("the step to Alipay", () => {
  const post = (server: TestServer, payload = "", agent = phone) =>
    server.app.inject({
      method: "POST",
      url: "/pay/pay_1",
      payload,
      headers: { "user-agent": agent, "content-type": "application/x-www-form-urlencoded" },
    });

  it("redirects with 303, keeping the referer that Alipay checks", async () => {
    const server = await serverWith();
    opened(server, redirectTo("https://mapi.alipay.com/gateway.do?a=1"));
    const answer = await post(server);
    expect([answer.statusCode, answer.headers["location"]]).toEqual([303, "https://mapi.alipay.com/gateway.do?a=1"]);
    expect(answer.headers["referrer-policy"]).toBe("strict-origin");
    expect(server.gateway.asked).toEqual([
      { verb: "openPayment", input: { paymentId: "pay_1", device: "phone", requestId: "req_1" } },
    ]);
  });

  it("sends a form of the request's own charset where an address would be too long", async () => {
    const server = await serverWith();
    opened(server, redirectTo(`https://mapi.alipay.com/gateway.do?a=${"x".repeat(2000)}`));
    const answer = await post(server);
    expect(answer.headers["content-type"]).toBe("text/html; charset=GBK");
    const nonce = /script-src 'nonce-([^']+)'/.exec(policyOf(answer))?.[1];
    expect(answer.body).toBe(`form ${nonce}`);
  });

  it.each([
    ["device=desktop", phone, "desktop"],
    ["device=phone", desktop, "phone"],
    ["device=toaster", desktop, "desktop"],
    ["", phone, "phone"],
  ])("takes the chosen device from %j", async (payload, agent, device) => {
    const server = await serverWith();
    opened(server, redirectTo("https://mapi.alipay.com/"));
    await post(server, payload, agent);
    expect(server.gateway.asked[0]?.input).toMatchObject({ device });
  });

  it("draws the QR code itself and updates the page", async () => {
    const server = await serverWith();
    opened(server, { kind: "qr", qrCode: "https://qr.alipay.com/bax1", validUntilMs: Date.UTC(2026, 0, 2) });
    const { body } = await post(server);
    expect(body).toMatch(/<svg[^>]*>.*<\/svg>/s);
    expect(body).toContain("2026-01-02 08:00:00");
    expect(body).toContain('data-state-url="/pay/pay_1/state"');
    expect(body).toContain('href="https://qr.alipay.com/bax1"');
  });

  it("makes no link of a code that is not a web address", async () => {
    const server = await serverWith();
    opened(server, { kind: "qr", qrCode: "javascript:alert(1)", validUntilMs: 0 });
    expect((await post(server)).body).not.toContain("javascript:");
  });

  it("shows the state where nothing is left to pay", async () => {
    const server = await serverWith({ state: "paid", payable: false });
    const answer = await post(server);
    expect([answer.statusCode, answer.headers["location"]]).toEqual([303, "/pay/pay_1"]);
  });

  it("says that Alipay could not be opened and offers a safe second try", async () => {
    const server = await serverWith();
    opened(server, {
      kind: "failed",
      view: sampleView({ lastError: { code: 1015, buyer_message: { zh: "网络不通。", en: "No network." } } }),
    });
    const { body } = await post(server);
    expect(body).toMatch(/支付失败.*网络不通.*再试一次/s);
    // It is the answer to a form: loading it anew would post that form again.
    expect(body).toContain('data-next="/pay/pay_1"');
  });

  it("shows a page for a refusal too", async () => {
    const server = await serverWith();
    server.gateway.answers.set("openPayment", () => {
      throw new DedepayError(1005, { detail: { zh: "过期", en: "expired" } });
    });
    const answer = await post(server);
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain("付款链接已过期");
  });
});

describe("the page which updates itself", () => {
  it("asks for the state with and without script until all is settled", async () => {
    const server = await serverWith({ state: "escrow_paid", payable: false });
    const { body } = await get(server);
    expect(body).toContain('<noscript><meta http-equiv="refresh" content="6"></noscript>');
    const mark = /data-mark="([^"]+)"/.exec(body)?.[1];
    const state = (await get(server, "/pay/pay_1/state")).json();
    expect(state).toEqual({ state: "escrow_paid", outcome: "unpaid", settled: false, mark });
    server.gateway.views.set("pay_1", sampleView({ state: "finished", payable: false, settled: true }));
    expect((await get(server, "/pay/pay_1/state")).json().mark).not.toBe(mark);
    expect((await get(server)).body).not.toMatch(/refresh|<script/);
  });

  it("answers the state of an unknown payment as a problem, not as a page", async () => {
    const answer = await get(await testServer(), "/pay/none/state");
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
  });
});

describe("the return page", () => {
  it("hands on the raw query, shows the gateway's own state, and settles nothing", async () => {
    const server = await serverWith();
    const answer = await get(server, "/return/att_1?trade_status=TRADE_SUCCESS&subject=%B2%E8&total_fee=0.01");
    expect(answer.body).toContain("正在确认付款");
    expect(answer.body).not.toContain("支付成功");
    expect(server.gateway.asked).toEqual([
      {
        verb: "viewReturn",
        input: {
          attemptId: "att_1",
          rawQuery: "trade_status=TRADE_SUCCESS&subject=%B2%E8&total_fee=0.01",
          requestId: "req_1",
        },
      },
    ]);
  });

  it("is the receipt once the money is there, with the time in Beijing and the way back", async () => {
    const server = await serverWith({
      state: "paid",
      outcome: "paid",
      payable: false,
      settled: true,
      paidAtMs: Date.UTC(2026, 0, 1, 16),
      refundedFen: 100n,
    });
    const { body } = await get(server, "/return/att_1");
    expect(body).toMatch(/支付成功.*2026-01-02 00:00:00.*北京时间.*¥1\.00/s);
    expect(body).toContain('href="http://127.0.0.1:9/orders/1?order_no=S-1"');
  });
});
