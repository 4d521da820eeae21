import { DedepayError } from "@dedepay/errors";
import { afterEach, describe, expect, it } from "vitest";
import { legacyRefusal } from "../look-alike/legacy-refusal.ts";
import { sampleView } from "./testing/fake-gateway.ts";
import { adminToken, type TestServer, testServer } from "./testing/test-server.ts";

let server: TestServer;
afterEach(() => server.app.close());

const gbk = "service=create_direct_pay_by_user&subject=%D6%A7%B8%B6&_input_charset=gbk";
const detail = { zh: "签名不正确", en: "wrong signature" };

async function refusing(error: unknown): Promise<void> {
  server = await testServer();
  server.gateway.answers.set("answerLegacyCall", () => {
    throw error;
  });
}

describe("the old gateway's address", () => {
  it.each(["/gateway.do", "/cooperate/gateway.do"])("hands on %s as raw bytes, by GET and by POST", async (path) => {
    server = await testServer();
    const got = await server.app.inject({ method: "GET", url: `${path}?${gbk}` });
    expect([got.statusCode, got.headers.location]).toEqual([303, "/pay/pay_1"]);
    const body = Buffer.from("body=%B2%E8&x=%zz", "latin1");
    await server.app.inject({
      method: "POST",
      url: `${path}?_input_charset=gbk`,
      payload: body,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    const inputs = server.gateway.asked.map(({ input }) => input);
    expect(inputs[0]).toMatchObject({ method: "GET", path, query: gbk, remoteAddress: "127.0.0.1" });
    expect(inputs[1]).toMatchObject({ method: "POST", path, query: "_input_charset=gbk", body });
  });

  it("makes nothing for a HEAD, and takes at most 64 KiB", async () => {
    server = await testServer();
    expect((await server.app.inject({ method: "HEAD", url: "/gateway.do?service=x" })).statusCode).toBe(405);
    const payload = `service=create_direct_pay_by_user&body=${"x".repeat(65_536)}`;
    const long = await server.app.inject({ method: "POST", url: "/gateway.do", payload });
    expect([long.statusCode, long.headers["content-type"]]).toEqual([413, "text/html; charset=utf-8"]);
    expect(server.gateway.asked).toEqual([]);
  });

  it("answers a browser that is refused with a page: the code people know, the cause, the remedy, a number", async () => {
    const fix = [{ zh: "查事件列表", en: "look at the incidents" }];
    await refusing(legacyRefusal(1003, "ILLEGAL_SIGN", { detail, fix }));
    const page = await server.app.inject({ method: "GET", url: `/gateway.do?${gbk}` });
    expect(page.statusCode).toBe(401);
    expect(page.body).toContain("错误代码 <strong>ILLEGAL_SIGN</strong>");
    for (const text of [
      "签名不正确",
      "查事件列表",
      "请求号 req_1",
      'href="/errors/ILLEGAL_SIGN?lang=zh"',
      "没有扣款",
    ]) {
      expect(page.body).toContain(text);
    }
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
  });

  it("offers to try again only where that can help", async () => {
    await refusing(new DedepayError(1014, { detail, retryAfterMs: 15_000, retry: "backoff" }));
    const page = await server.app.inject({ method: "POST", url: `/gateway.do?${gbk}` });
    expect([page.statusCode, page.headers["retry-after"]]).toEqual([504, "15"]);
    expect(page.body).toContain(`action="/gateway.do?${gbk.replaceAll("&", "&amp;")}"`);
    await server.app.close();
    await refusing(legacyRefusal(1011, "ILLEGAL_MONEY_FORMAT", { detail }));
    expect((await server.app.inject({ method: "GET", url: `/gateway.do?${gbk}` })).body).not.toContain("再试一次");
  });

  it("calls a service that nobody serves 1006, on a page", async () => {
    await refusing(legacyRefusal(1006, "ILLEGAL_SERVICE", { detail }));
    const page = await server.app.inject({ method: "GET", url: "/gateway.do?service=pay_me" });
    expect(page.statusCode).toBe(405);
    expect(page.body).toContain('data-code="1006" data-legacy-code="ILLEGAL_SERVICE"');
  });

  it.each([
    ["single_trade_query", "text/xml; charset=utf-8", "<is_success>F</is_success><error>ILLEGAL_SIGN</error>"],
    ["close_trade", "text/xml; charset=utf-8", "<is_success>F</is_success><error>ILLEGAL_SIGN</error>"],
    ["refund_fastpay_query", "text/plain; charset=utf-8", "is_success=F&error_code=ILLEGAL_SIGN"],
    ["notify_verify", "text/plain; charset=utf-8", "false"],
  ])("answers a server that asks for %s in the old form, under 200", async (service, type, text) => {
    await refusing(legacyRefusal(1003, "ILLEGAL_SIGN", { detail }));
    const url = `/gateway.do?service=${service}&_input_charset=utf-8`;
    const answer = await server.app.inject({ method: "GET", url });
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, type]);
    expect(answer.body).toContain(text);
    expect(answer.headers["dedepay-request-id"]).toBe("req_1");
  });

  it("stays in the old form where our own store is down, and says nothing that could be taken for a no", async () => {
    await refusing(new Error("the store is down"));
    const payload = "service=single_trade_query&_input_charset=utf-8";
    const answer = await server.app.inject({ method: "POST", url: "/gateway.do", payload });
    expect(answer.body).toContain("<error>SYSTEM_ERROR</error>");
    expect(server.lines.some(({ level, code }) => level === "error" && code === 1001)).toBe(true);
  });

  it("lets the buyer of a changed order go on by one press, and tells the buyer of a paid one", async () => {
    server = await testServer();
    const order = { outTradeNo: "S-P1RN1", amountFen: 701n, subject: "<b>茶</b>" };
    const about = { paymentId: "pay_1", order, knownFen: 90_021n, environment: "simulator" };
    server.gateway.answers.set("answerLegacyCall", () => ({ kind: "confirm_change", ...about }));
    const changed = await server.app.inject({ method: "GET", url: `/gateway.do?${gbk}` });
    expect(changed.body).toContain(`<form method="post" action="/gateway.do?${gbk.replaceAll("&", "&amp;")}"`);
    expect(changed.body).toContain("&lt;b&gt;茶&lt;/b&gt;");
    expect(changed.body).toContain("¥900.21");
    expect(changed.body).toContain("模拟环境");
    server.gateway.answers.set("answerLegacyCall", () => ({ kind: "number_used", paid: true, ...about }));
    const used = await server.app.inject({ method: "POST", url: `/gateway.do?${gbk}` });
    expect(used.body).toContain("这个订单号已经付过款");
    expect(used.body).not.toContain("<form");
  });
});

describe("the way back", () => {
  it("is a redirect, or a page that goes on by itself", async () => {
    server = await testServer();
    const open = await server.app.inject({ method: "GET", url: "/back/pay_1" });
    expect([open.statusCode, open.headers.location]).toEqual([303, "http://127.0.0.1:9/"]);
    const view = sampleView({ state: "paid", outcome: "paid" });
    server.gateway.answers.set("findWayBack", () => ({ kind: "wait", view, shopUrl: "https://shop.test/" }));
    const waiting = await server.app.inject({ method: "GET", url: "/back/pay_1" });
    expect(waiting.body).toContain('data-state-url="/back/pay_1/state" data-mark="waiting" data-next="/back/pay_1"');
    expect((await server.app.inject({ method: "GET", url: "/back/pay_1/state" })).json()).toEqual({ mark: "waiting" });
  });
});

describe("the owner's routes of the look-alike", () => {
  const ask = async (method: "GET" | "POST", path: string, body?: object): Promise<[number, unknown]> => {
    const headers = { authorization: `Bearer ${adminToken}`, "content-type": "application/json" };
    const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
    const reply = await server.app.inject({
      method,
      url: `/admin/sites/site_1/look-alike${path}`,
      headers,
      ...payload,
    });
    return [reply.statusCode, reply.body === "" ? undefined : reply.json()];
  };

  it("issue a key, show and change the settings, revoke", async () => {
    server = await testServer();
    expect(await ask("POST", "/keys", {})).toMatchObject([201, { partner: "2088999900000001", key: "k".repeat(32) }]);
    expect(await ask("GET", "")).toMatchObject([200, { site: "site_1", returns: "result_page", services: [] }]);
    const changes = { services: ["close_trade"], addresses: ["198.51.100.7"], daily_calls: 5, shop_url: null };
    expect(await ask("POST", "", changes)).toMatchObject([200, {}]);
    expect(await ask("POST", "/keys/2088999900000001/revoke", {})).toEqual([204, undefined]);
    expect(server.gateway.asked.map(({ verb }) => verb)).toEqual([
      "issueLookAlikeKey",
      "viewLookAlike",
      "changeLookAlike",
      "revokeLookAlikeKey",
    ]);
    expect(server.gateway.asked[2]?.input).toMatchObject({
      changes: { services: ["close_trade"], addresses: ["198.51.100.7"], dailyCalls: 5, shopUrl: null },
    });
    expect(await ask("POST", "", { services: ["steal"] })).toMatchObject([400, { code: 1002 }]);
  });
});
