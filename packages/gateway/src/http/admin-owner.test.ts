// The owner's routes on a whole gateway: what they take, what they give, and that no secret comes out but where it is made.
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestGateway, type TestGateway } from "../testing/test-gateway.ts";
import { hashAdminToken } from "./admin-auth.ts";
import { siteHeaders, testServer } from "./testing/test-server.ts";

let test: TestGateway;
let app: FastifyInstance;
let token = "adm_first";

beforeEach(async () => {
  test = await openTestGateway();
  token = "adm_first";
  ({ app } = await testServer({
    gateway: test.gateway,
    publicUrl: () => "https://pay.test",
    adminTokenSha256: async () => hashAdminToken(token),
    rotateAdminToken: async () => {
      token = "adm_second";
      return token;
    },
  }));
});
afterEach(async () => {
  await app.close();
  await test.close();
});

type Method = "GET" | "POST" | "PATCH" | "DELETE";

async function admin(method: Method, url: string, payload?: object): Promise<LightMyRequestResponse> {
  const headers = { authorization: "Bearer adm_first" };
  return app.inject({ method, url: `/admin${url}`, headers, ...(payload !== undefined && { payload }) });
}

async function json(method: Method, url: string, payload?: object): Promise<Record<string, unknown>> {
  return (await admin(method, url, payload)).json() as Record<string, unknown>;
}

describe("sites over the admin API", () => {
  it("are made, listed, changed, disabled; a webhook secret is shown where it is made", async () => {
    const made = await json("POST", "/sites", { name: "茶铺", mode: "test", refund_daily_fen: 100_00 });
    expect(made).toMatchObject({ mode: "test", key_secret: expect.stringMatching(/^sec_/) });
    const id = String(made["id"]);
    expect(await json("PATCH", `/sites/${id}`, { disabled: true, webhook_url: "https://tea.test/hook" })).toMatchObject(
      {
        webhook_url: "https://tea.test/hook",
        disabled_at: expect.any(String),
        refund_daily_fen: 10_000,
      },
    );
    const rotated = await json("POST", `/sites/${id}/webhook-secret`);
    expect(rotated["webhook_secret"]).not.toBe(made["webhook_secret"]);
    const list = await admin("GET", "/sites");
    expect(list.json().data).toHaveLength(2);
    for (const secret of [made["key_secret"], made["webhook_secret"], rotated["webhook_secret"]])
      expect(list.body).not.toContain(secret);
    expect(await json("GET", `/sites/${id}`)).toMatchObject({ auto_ship: true });
    expect(await json("PATCH", `/sites/${id}`, { auto_ship: false })).toMatchObject({ auto_ship: false });
    const other = await json("POST", "/sites", { name: "茶铺二", mode: "test", auto_ship: false });
    expect(await json("GET", `/sites/${other["id"]}`)).toMatchObject({ auto_ship: false });
    expect(await json("PATCH", `/sites/${id}`, { auto_ship: "off" })).toMatchObject({ code: 1002, param: "auto_ship" });
    expect((await admin("GET", "/sites/nobody")).json()).toMatchObject({ code: 1009 });
    expect(await json("PATCH", `/sites/${id}`, { mode: "real" })).toMatchObject({ code: 1002, param: "mode" });
  });
});

describe("keys over the admin API", () => {
  it("are made, limited, rotated and revoked", async () => {
    const made = await json("POST", `/sites/${test.siteId}/keys`, { scopes: ["read"], addresses: ["10.0.0.0/8"] });
    expect(made).toMatchObject({ scopes: ["read"], standing: "valid", secret: expect.stringMatching(/^sec_/) });
    const call = () =>
      app.inject({
        url: "/v1/payments",
        remoteAddress: "10.1.2.3",
        headers: siteHeaders({ url: "/v1/payments", keyId: String(made["id"]), secret: String(made["secret"]) }),
      });
    expect((await call()).statusCode).toBe(200);
    expect(await json("PATCH", `/keys/${made["id"]}`, { scopes: ["pay"] })).toMatchObject({ scopes: ["pay"] });
    expect((await call()).json()).toMatchObject({ code: 1004, reason: "scope" });
    const until = new Date(test.time.nowMs() + 3_600_000).toISOString();
    const next = await json("POST", `/keys/${made["id"]}/rotate`, { old_valid_until: until });
    expect(next).toMatchObject({ scopes: ["pay"], addresses: ["10.0.0.0/8"] });
    expect(await json("POST", `/keys/${next["id"]}/revoke`)).toMatchObject({ standing: "revoked" });
    const list = await admin("GET", `/sites/${test.siteId}/keys`);
    expect(list.json().data).toHaveLength(3);
    expect(list.body).not.toMatch(/sec_/);
    expect((await admin("GET", "/keys")).json().data).toHaveLength(3);
    expect(await json("POST", `/sites/${test.siteId}/keys`, { addresses: ["10.0.0.0/99"] })).toMatchObject({
      code: 1002,
      param: "addresses",
    });
  });
});

describe("accounts over the admin API", () => {
  it("are looked at, disabled, given new keys and checked, without a secret in any answer", async () => {
    const shown = await admin("GET", "/accounts/mapi");
    expect(shown.json()).toMatchObject({
      id: "mapi",
      capabilities: { query: "unknown" },
      disabled_at: null,
      former_keys: [],
      contracts: [{ account: "mapi" }, { account: "mapi" }, { account: "mapi" }],
    });
    const check = await json("POST", "/accounts/mapi/check");
    expect(check).toMatchObject({ account: "mapi", verdict: "works" });
    expect(await json("PATCH", "/accounts/mapi", { disabled: true })).toMatchObject({
      disabled_at: expect.any(String),
    });
    const until = new Date(test.time.nowMs() + 3_600_000).toISOString();
    const rotated = await admin("POST", "/accounts/mapi/rotate-key", {
      credentials: { md5Key: "vutsrqponmlkjihgfedcba9876543210" },
      former_valid_until: until,
    });
    expect(rotated.json()).toMatchObject({ former_keys: [{ kind: "md5_key", valid_until: until }] });
    const all = [shown, rotated, await admin("GET", "/accounts")].map(({ body }) => body).join();
    expect(all).not.toMatch(/vutsrqpon|0123456789abcdefghij|PRIVATE/);
    const wrong = await admin("POST", "/accounts/mapi/rotate-key", { credentials: { md5Key: "SECRET-value", x: 1 } });
    expect(wrong.json()).toMatchObject({ code: 1002, violations: [{ field: "credentials.x", rule: "unknown field" }] });
    const short = await admin("POST", "/accounts/mapi/rotate-key", { credentials: { md5Key: "SECRET-value" } });
    expect(short.json()).toMatchObject({ code: 1002, param: "credentials.md5Key" });
    expect(wrong.body + short.body).not.toContain("SECRET-value");
  });
});

describe("contracts over the admin API", () => {
  it("are added, changed and removed", async () => {
    const made = await json("POST", "/accounts/mapi/contracts", {
      product: "escrow",
      goods: "virtual",
      status: "active",
      to: "2027-01-01T00:00:00+08:00",
    });
    expect(made).toMatchObject({ account: "mapi", to: "2026-12-31T16:00:00.000Z" });
    expect(await json("PATCH", `/contracts/${made["id"]}`, { to: null, status: "paused" })).toMatchObject({
      to: null,
      status: "paused",
    });
    expect((await json("GET", "/accounts/mapi/contracts"))["data"]).toHaveLength(4);
    expect(await json("DELETE", `/contracts/${made["id"]}`)).toMatchObject({ id: made["id"] });
    expect((await json("GET", "/contracts"))["data"]).toHaveLength(6);
    expect(await json("DELETE", `/contracts/${made["id"]}`)).toMatchObject({ code: 1009 });
  });
});

describe("the audit log over the admin API", () => {
  it("names the change, who made it and its request", async () => {
    const answer = await admin("PATCH", `/sites/${test.siteId}`, { name: "新店" });
    const list = await json("GET", `/audit?subject=${test.siteId}&action=site.changed&limit=5`);
    expect(list).toMatchObject({
      data: [{ actor: "admin", action: "site.changed", request_id: answer.headers["dedepay-request-id"] }],
      next_cursor: null,
    });
    expect(await json("GET", "/audit?limit=501")).toMatchObject({ code: 1002, param: "limit" });
  });
});

describe("the admin token", () => {
  it("is replaced by the one who holds it: the new one counts at once, the old one no more", async () => {
    expect(await json("POST", "/token/rotate")).toEqual({ admin_token: "adm_second" });
    expect((await admin("GET", "/sites")).json()).toMatchObject({ code: 1004, reason: "wrong_token" });
    const headers = { authorization: "Bearer adm_second" };
    const list = await app.inject({ url: "/admin/audit?action=admin_token.rotated", headers });
    expect(list.json().data).toHaveLength(1);
    expect(list.body).not.toContain("adm_second");
  });
});
