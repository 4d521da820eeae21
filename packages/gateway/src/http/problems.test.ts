import { connect } from "node:net";
import { AlipayError } from "@dedepay/alipay";
import { DedepayError } from "@dedepay/errors";
import { afterEach, describe, expect, it } from "vitest";
import { orderBody } from "./testing/order-body.ts";
import { callAsSite, type TestServer, testServer } from "./testing/test-server.ts";

const url = "/v1/payments";
const create = (server: TestServer, body: unknown, headers: Record<string, string> = {}) =>
  callAsSite(server.app, { method: "POST", url, body, headers });

describe("the problem document", () => {
  it("has every member of the contract, in Chinese unless asked otherwise", async () => {
    const server = await testServer();
    server.gateway.answers.set("createPayment", () => {
      throw new DedepayError(1010, {
        detail: { zh: "交易已关闭", en: "the trade is closed" },
        param: "order_no",
        alipay: { code: "40004", subCode: "ACQ.TRADE_HAS_CLOSE", subMsg: "交易已经关闭" },
        diagnosis: { cause: "trade-closed", proof: "status TRADE_CLOSED" },
        fix: [{ zh: "重新下单", en: "order again" }],
        extra: { payment_id: "pay_9", code: 1, type: "forged" },
      });
    });
    const answer = await create(server, orderBody());
    expect(answer.statusCode).toBe(422);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(answer.headers["content-language"]).toBe("zh-CN");
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.json()).toEqual({
      type: "https://pay.example.cn/errors/1010",
      title: expect.stringMatching(/业务/),
      status: 422,
      code: 1010,
      name: "BUSINESS_ERROR",
      detail: "交易已关闭",
      param: "order_no",
      request_id: "req_1",
      doc_url: "https://pay.example.cn/errors/ACQ.TRADE_HAS_CLOSE?lang=zh",
      retry: expect.stringMatching(/^(never|same_request|after_fix|backoff)$/),
      money: expect.stringMatching(/^(none|unknown|moved)$/),
      owner: expect.stringMatching(/^(merchant|buyer|alipay|network|site)$/),
      buyer_message: expect.stringMatching(/\p{Script=Han}/u),
      fix: ["重新下单"],
      alipay: { code: "40004", sub_code: "ACQ.TRADE_HAS_CLOSE", sub_msg: "交易已经关闭" },
      diagnosis: { cause: "trade-closed", proof: "status TRADE_CLOSED" },
      payment_id: "pay_9",
    });
    const english = await create(server, orderBody(), { "accept-language": "en" });
    expect(english.json()).toMatchObject({ detail: "the trade is closed", fix: ["order again"] });
    expect(english.json().buyer_message).not.toMatch(/\p{Script=Han}/u);
    expect(english.headers["content-language"]).toBe("en");
  });

  it("says when to come back in Retry-After, rounded up", async () => {
    const server = await testServer();
    server.gateway.answers.set("syncPayment", () => {
      throw new DedepayError(1016, { detail: { zh: "支付宝异常", en: "Alipay is down" }, retryAfterMs: 1500 });
    });
    const answer = await callAsSite(server.app, { method: "POST", url: "/v1/payments/pay_1/sync" });
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "2"]);
  });

  it("hides what went wrong inside, and logs it with the request id", async () => {
    const server = await testServer();
    const thrown = [
      new TypeError("secret insides"),
      "a string: secret insides",
      new AlipayError("invalid_argument", "secret insides", { outcomeKnown: true }),
    ];
    for (const error of thrown) {
      server.gateway.answers.set("createPayment", () => {
        throw error;
      });
      const answer = await create(server, orderBody());
      expect(answer.statusCode).toBe(500);
      expect(answer.json()).toMatchObject({ code: 1001, name: "SYSTEM_ERROR" });
      expect(answer.body).not.toContain("insides");
    }
    const logged = server.lines.filter((line) => line.level === "error");
    expect(logged.map((line) => line["requestId"])).toEqual(["req_1", "req_2", "req_3"]);
    expect(logged[0]).toMatchObject({ error: "secret insides", stack: expect.stringContaining("TypeError") });
  });
});

describe("a body that does not keep its declaration (1007)", () => {
  it.each([
    [
      "another type",
      "a=1",
      { "content-type": "application/x-www-form-urlencoded" },
      415,
      { expected: "application/json" },
    ],
    ["no type", "{}", { "content-type": "" }, 415, {}],
    ["another charset", "{}", { "content-type": "application/json; charset=gbk" }, 415, { found: "gbk" }],
    ["compression", "{}", { "content-encoding": "gzip" }, 415, { param: "Content-Encoding" }],
    ["broken JSON", '{"order_no": "1",}', {}, 400, { position: 17, line: 1, column: 18, found: "}" }],
    ["half a document", '{"order_no"', {}, 400, { position: 11, found: "" }],
    ["nothing", "", {}, 400, {}],
    ["a byte that UTF-8 never has", Buffer.from([0x7b, 0xff]), {}, 400, { position: 1, found: "0xff" }],
    // {"subject":"茶杯"} as GBK
    [
      "GBK bytes",
      Buffer.from("7b227375626a656374223a22b2e8b1ad227d", "hex"),
      {},
      400,
      { position: 12, looks_like: "gbk" },
    ],
  ])("%s", async (_what, body, headers, status, members) => {
    const server = await testServer();
    const answer = await create(server, body, headers);
    expect(answer.json()).toMatchObject({ code: 1007, status, ...members });
    expect(answer.statusCode).toBe(status);
    expect(server.gateway.asked).toEqual([]);
  });

  it.each([
    "application/json",
    "application/json; charset=UTF-8",
    'Application/JSON;charset="utf8"',
    "application/vnd.shop+json",
  ])("accepts %s", async (contentType) => {
    const server = await testServer();
    expect((await create(server, orderBody(), { "content-type": contentType })).statusCode).toBe(201);
  });

  it("refuses a body over the limit and names the limit", async () => {
    const answer = await create(await testServer(), orderBody({ body: "x".repeat(300_000) }));
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ code: 1007, limit_bytes: 262_144 });
  });
});

describe("fields that break their rule", () => {
  it("lists all missing ones at once, empty ones among them (1012)", async () => {
    const answer = await create(await testServer(), { subject: "", currency: "USD" });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      code: 1012,
      missing: expect.arrayContaining(["order_no", "amount_fen", "goods", "subject"]),
      violations: [{ field: "currency" }],
    });
  });

  it("names every field, its rule and its value (1002)", async () => {
    const body = orderBody({
      goods: "service",
      order_no: "x".repeat(65),
      note: 1,
      return_url: "javascript:1",
      expires_at: "tomorrow",
    });
    const problem = (await create(await testServer(), body)).json();
    expect(problem.code).toBe(1002);
    expect(problem.violations).toHaveLength(5);
    expect(problem.violations).toEqual(
      expect.arrayContaining([
        { field: "goods", rule: "one of: physical | virtual", value: '"service"' },
        { field: "order_no", rule: "maxLength", limit: "64", value: `"${"x".repeat(65)}"` },
        { field: "note", rule: "unknown field" },
        { field: "return_url", rule: expect.stringMatching(/^pattern/), value: '"javascript:1"' },
        { field: "expires_at", rule: "format date-time", value: '"tomorrow"' },
      ]),
    );
    for (const field of ["goods", "order_no", "note", "return_url", "expires_at"])
      expect(problem.detail).toContain(field);
  });

  it("reports more than eight findings", async () => {
    const metadata = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`k${index}`, index]));
    const problem = (await create(await testServer(), orderBody({ metadata }))).json();
    expect(problem.violations).toHaveLength(12);
  });

  it.each([0, -1, 1.5, "19.99", 10_000_000_001, null])(
    "calls the amount %j an invalid amount (1011)",
    async (amount) => {
      const answer = await create(await testServer(), orderBody({ amount_fen: amount }));
      expect(answer.statusCode).toBe(422);
      expect(answer.json()).toMatchObject({
        code: 1011,
        param: "amount_fen",
        violations: [{ field: "amount_fen", value: JSON.stringify(amount) }],
        allowed: { min_fen: 1, max_fen: 10_000_000_000 },
      });
    },
  );

  it.each([
    ["a NUL", "a\u0000b"],
    ["a line break", "a\nb"],
    ["half a character", "\ud83d"],
  ])("refuses %s in the subject", async (_what, subject) => {
    const server = await testServer();
    expect((await create(server, orderBody({ subject }))).json()).toMatchObject({ code: 1002, param: "subject" });
    expect(server.gateway.asked).toEqual([]);
  });

  it.each([["[]"], ["null"], ['"text"'], ["7"]])("refuses the body %s as no object", async (body) => {
    expect((await create(await testServer(), body)).json()).toMatchObject({ code: 1002, param: "body" });
  });

  it("checks the idempotency key and hands a good one on", async () => {
    const server = await testServer();
    expect((await create(server, orderBody(), { "idempotency-key": "a b" })).json()).toMatchObject({
      code: 1002,
      param: "Idempotency-Key",
    });
    await create(server, orderBody(), { "idempotency-key": "K-1" });
    expect(server.gateway.asked.at(-1)?.input).toMatchObject({ idempotencyKey: "K-1" });
  });
});

describe("addresses and methods", () => {
  it("answers an unknown address with 1009 in the same shape", async () => {
    const { app } = await testServer();
    for (const method of ["GET", "POST", "DELETE"] as const) {
      const answer = await app.inject({
        method,
        url: "/v2/thing?x=1",
        headers: { "content-type": "text/odd" },
        payload: "?",
      });
      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toMatchObject({ code: 1009, looked_up: `${method} /v2/thing` });
    }
  });

  it("answers a method which the address does not take with 1006 and Allow", async () => {
    const { app } = await testServer();
    const answer = await app.inject({ method: "DELETE", url: "/v1/payments/pay_1" });
    expect([answer.statusCode, answer.headers["allow"]]).toEqual([405, "GET, HEAD"]);
    expect(answer.json()).toMatchObject({ code: 1006, allowed: ["GET", "HEAD"] });
    const notify = await app.inject({ method: "GET", url: "/notify/acc_1" });
    expect([notify.statusCode, notify.headers["allow"]]).toEqual([405, "POST"]);
  });

  it("answers an address with an endless id", async () => {
    const { app } = await testServer();
    const answer = await app.inject({ url: `/pay/${"x".repeat(500)}/state` });
    expect([answer.statusCode, answer.json().code]).toEqual([404, 1009]);
    expect(answer.body.length).toBeLessThan(2000);
  });

  it("answers a broken address", async () => {
    const { app } = await testServer();
    expect((await app.inject({ url: "/v1/payments/%zz" })).json()).toMatchObject({ code: 1002, status: 400 });
  });

  it("shows a person with a browser a page", async () => {
    const { app } = await testServer();
    const answer = await app.inject({ url: "/somewhere", headers: { accept: "text/html,*/*" } });
    expect(answer.headers["content-type"]).toContain("text/html");
    expect(answer.body).toContain("req_1");
  });

  it("limits one address and one key, and says for how long (1008)", async () => {
    const byAddress = await testServer({ rateLimits: { perAddress: 1, perKey: 100 } });
    await byAddress.app.inject({ url: "/openapi.json" });
    const refused = await byAddress.app.inject({ url: "/openapi.json" });
    expect([refused.statusCode, refused.headers["retry-after"]]).toEqual([429, "60"]);
    expect(refused.json()).toMatchObject({ code: 1008, limit: 1, scope: "address" });
    const byKey = await testServer({ rateLimits: { perAddress: 100, perKey: 1 } });
    // An attacker who only knows the key's id can't use up its limit.
    await callAsSite(byKey.app, { url: "/v1/payments?order_no=1", secret: "wrong" });
    await callAsSite(byKey.app, { url: "/v1/payments?order_no=1" });
    expect((await callAsSite(byKey.app, { url: "/v1/payments?order_no=1" })).json()).toMatchObject({
      code: 1008,
      scope: "key",
    });
  });

  it("never limits notifications", async () => {
    const { app } = await testServer({ rateLimits: { perAddress: 1, perKey: 1 } });
    for (let round = 0; round < 5; round += 1) {
      const answer = await app.inject({ method: "POST", url: "/notify/acc_1", payload: "a=1" });
      expect(answer.body).toBe("success");
    }
  });

  it("gives every answer the request id of its log line", async () => {
    const { app, lines } = await testServer();
    for (const path of [
      "/healthz",
      "/readyz",
      "/v1/payments",
      "/nothing",
      "/pay/none",
      "/v1/payments/%zz",
      "/openapi.json",
    ]) {
      const answer = await app.inject({ url: path });
      expect(answer.headers["dedepay-request-id"]).toMatch(/^req_\d+$/);
      expect(lines.map((line) => line["requestId"])).toContain(answer.headers["dedepay-request-id"]);
    }
  });
});

describe("what is not even HTTP", () => {
  const open: TestServer[] = [];
  afterEach(async () => {
    for (const server of open.splice(0)) await server.app.close();
  });

  async function send(text: string): Promise<string> {
    const server = await testServer();
    open.push(server);
    await server.app.listen({ host: "127.0.0.1", port: 0 });
    const address = server.app.server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return new Promise((resolve, reject) => {
      let answer = "";
      const socket = connect(address.port, "127.0.0.1", () => socket.write(text));
      socket.setEncoding("utf8").on("data", (piece) => {
        answer += piece;
      });
      socket.on("close", () => resolve(answer)).on("error", reject);
    });
  }

  it("still gets a problem with a request id", async () => {
    const answer = await send("HELLO\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")))).toMatchObject({ code: 1007, request_id: "req_1" });
  });

  it("gets 431 for headers without end", async () => {
    const answer = await send(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });
});
