import { describe, expect, it } from "vitest";
import { routeScope } from "./route-scope.ts";
import { orderBody } from "./testing/order-body.ts";
import { callAsSite, siteHeaders, type TestServer, testServer } from "./testing/test-server.ts";

const list = "/v1/payments";

function from(server: TestServer, address: string, headers: Record<string, string>) {
  return server.app.inject({ url: list, headers, remoteAddress: address });
}

describe("the scope of a key", () => {
  it("is needed for each kind of route: reading, paying, refunding", async () => {
    const { app, gateway } = await testServer();
    const call = (method: "GET" | "POST", url: string, body?: object) =>
      callAsSite(app, { method, url, keyId: "key_reads", ...(body !== undefined && { body }) });
    expect((await call("GET", list)).statusCode).toBe(200);
    const pay = await call("POST", list, orderBody());
    expect(pay.statusCode).toBe(403);
    expect(pay.json()).toMatchObject({ code: 1004, reason: "scope", needed_scope: "pay", scopes: ["read"] });
    expect(pay.json().fix[0]).toContain("dedepay key set key_reads --scope read,pay");
    const refund = await call("POST", "/v1/payments/pay_1/refunds", { amount_fen: 1 });
    expect(refund.json()).toMatchObject({ code: 1004, needed_scope: "refund" });
    expect(gateway.asked.map(({ verb }) => verb)).toEqual(["listPayments"]);
  });

  it("is told in both languages, and only to who holds the secret", async () => {
    const { app } = await testServer();
    const wrong = await callAsSite(app, { method: "POST", url: list, body: {}, keyId: "key_reads", secret: "guess" });
    expect(wrong.json()).toMatchObject({ code: 1003 });
    expect(wrong.body).not.toContain("scope");
    const headers = { "accept-language": "en" };
    const english = await callAsSite(app, { method: "POST", url: list, body: {}, keyId: "key_reads", headers });
    expect(english.json().detail).toContain('lacks the scope "pay"');
  });

  it("of every route is the one that the list below says", async () => {
    const { app } = await testServer();
    const { paths } = (await app.inject({ url: "/openapi.json" })).json();
    const routes = Object.entries(paths as Record<string, object>)
      .filter(([path]) => path.startsWith("/v1/"))
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => {
          const pattern = path.replace(/\{(\w+)\}/g, ":$1");
          return `${method} ${path}: ${routeScope(method.toUpperCase(), pattern)}`;
        }),
      );
    expect(routes.sort()).toEqual([
      "get /v1/deliveries: read",
      "get /v1/payments/export: read",
      "get /v1/payments/{id}/events: read",
      "get /v1/payments/{id}/refunds/{refund}: read",
      "get /v1/payments/{id}/refunds: read",
      "get /v1/payments/{id}: read",
      "get /v1/payments: read",
      "post /v1/deliveries/{id}/acknowledge: pay",
      "post /v1/diagnoses: read",
      "post /v1/legacy-notifications: pay",
      "post /v1/legacy-orders: pay",
      "post /v1/payments/{id}/close: pay",
      "post /v1/payments/{id}/refunds: refund",
      "post /v1/payments/{id}/replace: pay",
      "post /v1/payments/{id}/shipment: pay",
      "post /v1/payments/{id}/sync: pay",
      "post /v1/payments: pay",
    ]);
  });
});

describe("the addresses of a key", () => {
  it.each(["203.0.113.9", "2001:db8::5", "::ffff:203.0.113.9"])("let %s in", async (address) => {
    const server = await testServer();
    expect((await from(server, address, siteHeaders({ url: list, keyId: "key_office" }))).statusCode).toBe(200);
  });

  it("keep others out, with the address and the list to edit", async () => {
    const server = await testServer();
    const answer = await from(server, "198.51.100.4", siteHeaders({ url: list, keyId: "key_office" }));
    expect(answer.json()).toMatchObject({
      code: 1004,
      reason: "address",
      address: "198.51.100.4",
      list: "addresses",
      key_id: "key_office",
    });
    expect(answer.json().fix[0]).toContain("--address 203.0.113.0/24,2001:db8::/32,198.51.100.4");
  });

  it("count behind a proxy only where that proxy is trusted to name the caller", async () => {
    const headers = {
      ...siteHeaders({ url: list, keyId: "key_office" }),
      "x-forwarded-for": "203.0.113.9",
    };
    const distrusting = await from(await testServer(), "10.0.0.1", headers);
    expect(distrusting.json()).toMatchObject({ reason: "address", address: "10.0.0.1" });
    const trusting = await testServer({ trustProxy: "10.0.0.1" });
    expect((await from(trusting, "10.0.0.1", headers)).statusCode).toBe(200);
    expect((await from(trusting, "10.0.0.2", headers)).json()).toMatchObject({ reason: "address" });
  });
});

describe("a call from a page in a browser", () => {
  const page = { origin: "https://shop.example" };

  it("needs its origin on the key's list, whatever its address", async () => {
    const server = await testServer();
    const allowed = await from(server, "198.51.100.4", {
      ...siteHeaders({ url: list, keyId: "key_page" }),
      ...page,
    });
    expect(allowed.statusCode).toBe(200);
    expect(allowed.headers).toMatchObject({ "access-control-allow-origin": "https://shop.example", vary: "Origin" });
    const other = await from(server, "203.0.113.9", { ...siteHeaders({ url: list, keyId: "key_office" }), ...page });
    expect(other.json()).toMatchObject({ code: 1004, reason: "origin", list: "origins", origin: page.origin });
    expect(other.json().fix[0]).toContain("--origin https://shop.example");
  });

  it("is asked about beforehand, and answered for listed origins only", async () => {
    const { app } = await testServer();
    const ask = (origin: string) =>
      app.inject({
        method: "OPTIONS",
        url: list,
        headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "dedepay-key" },
      });
    const listed = await ask("https://shop.example");
    expect(listed.statusCode).toBe(204);
    expect(listed.headers["access-control-allow-headers"]).toContain("Dedepay-Signature");
    const unknown = await ask("https://evil.example");
    expect(unknown.headers["access-control-allow-origin"]).toBeUndefined();
    expect(unknown.headers["access-control-allow-headers"]).toBeUndefined();
  });

  it("may read the refusal too, so that its developer sees what is wrong", async () => {
    const { app } = await testServer();
    const answer = await app.inject({ url: list, headers: page });
    expect(answer.json()).toMatchObject({ code: 1004 });
    expect(answer.headers["access-control-allow-origin"]).toBe(page.origin);
  });
});

describe("a key that is not in use", () => {
  it.each([
    ["key_revoked", "revoked"],
    ["key_expired", "expired"],
    ["key_site_off", "site_disabled"],
  ])("%s opens nothing: %s", async (keyId, reason) => {
    const { app } = await testServer();
    expect((await callAsSite(app, { url: list, keyId })).json()).toMatchObject({ code: 1004, reason });
  });
});
