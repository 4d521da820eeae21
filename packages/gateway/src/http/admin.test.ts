import { describe, expect, it } from "vitest";
import { PrometheusMetrics } from "../platform/prometheus-metrics.ts";
import { adminToken, type TestServer, testServer } from "./testing/test-server.ts";

const bearer = { authorization: `Bearer ${adminToken}` };

function post(server: TestServer, url: string, payload: object, headers: Record<string, string> = {}) {
  return server.app.inject({ method: "POST", url, payload, headers: { ...bearer, ...headers } });
}

const account = {
  environment: "simulator",
  endpoint: "http://127.0.0.1:9000/gateway.do",
  protocol: "mapi",
  credentials: { partner: "2088101011913539", signType: "MD5", md5Key: "the-secret-md5-key" },
  contracts: [{ product: "direct", goods: "any", status: "active", from: "2026-01-01T00:00:00+08:00" }],
};

describe("the admin routes", () => {
  it.each([
    ["no token", {}, "no_token"],
    ["another scheme", { authorization: `Basic ${adminToken}` }, "no_token"],
    ["a wrong token", { authorization: "Bearer adm_tesT" }, "wrong_token"],
    ["a longer token", { authorization: `Bearer ${adminToken}x` }, "wrong_token"],
  ])("refuse %s", async (_what, headers, reason) => {
    const { app, gateway } = await testServer();
    const answer = await app.inject({ url: "/admin/accounts", headers });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 1004, reason });
    expect(gateway.asked).toEqual([]);
  });

  it.each([
    [{ host: "pay.example.cn" }],
    [{ host: "127.0.0.1.example.cn:80" }],
    [{ "x-forwarded-for": "10.0.0.1" }],
    [{ forwarded: "for=10.0.0.1" }],
  ])("refuse what comes from outside through %j, even with the token", async (headers) => {
    const { app } = await testServer();
    const answer = await app.inject({ url: "/admin/accounts", headers: { ...bearer, ...headers } });
    expect(answer.json()).toMatchObject({ code: 1004, reason: "not_local" });
  });

  it("register an account and show it without its secrets", async () => {
    const server = await testServer();
    const answer = await post(server, "/admin/accounts", account);
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      identity: "2088101011913539",
      contracts: [{ product: "direct", from: "2025-12-31T16:00:00.000Z", to: null }],
    });
    expect(answer.body).not.toContain("the-secret-md5-key");
    expect(server.gateway.asked[0]?.input).toMatchObject({
      credentials: account.credentials,
      contracts: [{ fromMs: Date.parse("2025-12-31T16:00:00Z") }],
    });
  });

  it("ask Alipay about an account and new keys unless they are told not to", async () => {
    const server = await testServer();
    const keys = { credentials: { md5Key: "another-secret-md5-key-of-32-char" } };
    for (const more of [{}, { ask_alipay: true }, { ask_alipay: false }]) {
      await post(server, "/admin/accounts", { ...account, ...more });
      await post(server, "/admin/accounts/a/rotate-key", { ...keys, ...more });
    }
    const asked = server.gateway.asked.map(({ input }) => (input as { askAlipay?: boolean }).askAlipay);
    expect(asked).toEqual([true, true, true, true, false, false]);
  });

  it("name the mistakes in credentials by protocol and never repeat a value of theirs", async () => {
    const server = await testServer();
    const openapi = {
      ...account,
      protocol: "openapi",
      credentials: { appId: "", md5Key: "the-secret-md5-key", privateKey: 7 },
    };
    const answer = await post(server, "/admin/accounts", openapi);
    expect(answer.json()).toMatchObject({
      code: 1012,
      missing: ["credentials.appId"],
      violations: expect.arrayContaining([
        { field: "credentials.md5Key", rule: "unknown field" },
        { field: "credentials.privateKey", rule: "type string" },
      ]),
    });
    const mapi = { ...account, credentials: { ...account.credentials, signType: "SECRET-IN-WRONG-FIELD" } };
    const wrong = await post(server, "/admin/accounts", mapi);
    expect(wrong.json()).toMatchObject({ code: 1002, param: "credentials.signType" });
    expect(wrong.body + answer.body).not.toMatch(/the-secret-md5-key|SECRET-IN-WRONG-FIELD/);
    expect(JSON.stringify(server.lines)).not.toMatch(/the-secret-md5-key|SECRET-IN-WRONG-FIELD/);
    expect(server.gateway.asked).toEqual([]);
  });

  it("make a site and show its secrets in that one answer", async () => {
    const server = await testServer();
    const answer = await post(server, "/admin/sites", { name: "山间茶铺", webhook_url: "http://127.0.0.1:1/hook" });
    expect(answer.json()).toEqual({
      id: "site_2",
      name: "山间茶铺",
      mode: "test",
      key_id: "key_2",
      key_secret: "sec_2",
      webhook_secret: "whs_2",
    });
    expect(JSON.stringify(server.lines)).not.toContain("sec_2");
  });

  it("ask a site how it is, now and from now on, and show its last answer", async () => {
    const server = await testServer();
    expect((await post(server, "/admin/sites/site_1/check", { regular: true })).json()).toMatchObject({
      site: "site_1",
      error: "timeout:UND_ERR_CONNECT",
    });
    const last = await server.app.inject({ url: "/admin/sites/site_1/check", headers: bearer });
    expect(last.statusCode).toBe(200);
    expect(server.gateway.asked).toMatchObject([
      { verb: "checkSite", input: { siteId: "site_1", regular: true } },
      { verb: "getSiteCheck", input: "site_1" },
    ]);
  });

  it("answer 1009 for a payment that is not there, and list incidents", async () => {
    const { app } = await testServer();
    expect((await app.inject({ url: "/admin/payments/pay_x", headers: bearer })).json()).toMatchObject({ code: 1009 });
    expect((await app.inject({ url: "/admin/incidents", headers: bearer })).json()).toEqual({
      data: [],
      next_cursor: null,
    });
  });

  it("are not served where the public server does not carry them", async () => {
    const { createPublicServer } = await import("./public-server.ts");
    const { gateway } = await testServer();
    const app = await createPublicServer({
      gateway,
      clock: { nowMs: () => 0 },
      randomness: { bytes: (count) => new Uint8Array(count) },
      log: { debug() {}, info() {}, warn() {}, error() {} },
      publicUrl: () => "",
      adminTokenSha256: async () => new Uint8Array(32),
      metrics: new PrometheusMetrics("test"),
      withAdmin: false,
    });
    expect((await app.inject({ url: "/admin/accounts", headers: bearer })).statusCode).toBe(404);
  });
});

describe("recovery over the admin API", () => {
  it("is shown, and ended by whoever says what he accepts", async () => {
    const server = await testServer();
    const shown = await server.app.inject({ url: "/admin/recovery", headers: bearer });
    expect(shown.json()).toEqual({ state: "none" });
    expect((await post(server, "/admin/recovery/end", { accept_unclear: true })).statusCode).toBe(200);
    expect(server.gateway.asked.at(-1)).toMatchObject({
      verb: "endRecovery",
      input: { acceptUnclear: true, actor: "admin", requestId: expect.any(String) },
    });
    await post(server, "/admin/recovery/end", {});
    expect(server.gateway.asked.at(-1)).toMatchObject({ input: { acceptUnclear: false } });
    expect((await post(server, "/admin/recovery/end", { accept: true })).statusCode).toBe(400);
    expect((await server.app.inject({ url: "/admin/recovery" })).statusCode).toBe(403);
  });
});
