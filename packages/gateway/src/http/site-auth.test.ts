import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { siteKey } from "./testing/fake-gateway.ts";
import { orderBody } from "./testing/order-body.ts";
import { callAsSite, nowMs, siteHeaders, testServer } from "./testing/test-server.ts";

const url = "/v1/payments";
const published = JSON.parse(
  readFileSync(new URL("../../../../examples/request-signature.json", import.meta.url), "utf8"),
) as {
  vectors: ({ method: "GET" | "POST" } & Record<"path" | "query" | "timestamp" | "signature" | "body", string>)[];
};

describe("authentication of a site", () => {
  it("accepts a signature over method, path, query, timestamp and body", async () => {
    const { app, gateway } = await testServer();
    expect((await callAsSite(app, { method: "POST", url, body: orderBody() })).statusCode).toBe(201);
    const found = await callAsSite(app, { url: "/v1/payments?order_no=S-1" });
    expect(found.json()).toMatchObject({ data: [{ order_no: "S-1" }] });
    expect(gateway.asked.map((ask) => ask.verb)).toEqual(["createPayment", "getPayment"]);
    expect(gateway.asked[0]?.input).toMatchObject({ siteId: "site_1", amountFen: 1999n, requestId: "req_1" });
  });

  it.each(published.vectors)("verifies the published test vector of $method $path", async (vector) => {
    const { app } = await testServer();
    const { method, path, query, timestamp, signature, body } = vector;
    const headers = {
      ...{ "dedepay-key": "key_test", "dedepay-timestamp": timestamp, "dedepay-signature": signature },
      ...(body !== "" && { "content-type": "application/json" }),
    };
    const url = `${path}${query === "" ? "" : `?${query}`}`;
    const answer = await app.inject({ method, url, headers, ...(body !== "" && { payload: body }) });
    expect(answer.statusCode).toBe(method === "GET" ? 200 : 201);
  });

  it.each([
    ["method", { method: "PUT" as const }],
    ["path", { url: "/v1/payment" }],
    ["query", { url: "/v1/payments?order_no=S-2" }],
    ["secret", { secret: "another secret" }],
    ["body", { body: orderBody({ amount_fen: 1 }) }],
  ])("refuses a signature over another %s", async (_what, signedOver) => {
    const { app, gateway } = await testServer();
    const sent = { method: "POST" as const, url, body: orderBody() };
    const headers = siteHeaders({ ...sent, ...signedOver });
    const answer = await app.inject({ method: "POST", url, headers, payload: JSON.stringify(sent.body) });
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ code: 1003, name: "SIGNATURE_INVALID", request_id: "req_1", money: "none" });
    expect(gateway.asked).toEqual([]);
  });

  it("tells an unauthenticated caller nothing about a wrong signature but the request id", async () => {
    const { app } = await testServer();
    const answer = await callAsSite(app, { url: "/v1/payments/pay_1", secret: "wrong" });
    const problem = answer.json();
    expect(problem.diagnosis).toBeUndefined();
    expect(JSON.stringify(problem)).not.toMatch(/[0-9a-f]{64}/);
    expect(answer.headers["dedepay-request-id"]).toBe(problem.request_id);
  });

  it.each([
    "",
    "v1=",
    "v1=zz",
    "v2=00",
    "00",
    `v1=${"0".repeat(63)}`,
    `v1=${"0".repeat(65)}`,
    `v1=${"0".repeat(64)},v1=1`,
  ])("refuses the signature header %j", async (signature) => {
    const { app } = await testServer();
    const headers = { ...siteHeaders({ url }), "dedepay-signature": signature };
    const answer = await app.inject({ url, headers });
    expect([1003, 1004]).toContain(answer.json().code);
    expect(answer.json().code).toBe(signature === "" ? 1004 : 1003);
  });

  it("takes a clock that is 300 s off on either side and refuses 301 s with both clocks", async () => {
    const { app } = await testServer();
    for (const offset of [-300, 300]) {
      const timestamp = String(nowMs / 1000 + offset);
      expect((await callAsSite(app, { url: "/v1/payments?order_no=none", timestamp })).statusCode).toBe(200);
    }
    const late = (await callAsSite(app, { url, timestamp: String(nowMs / 1000 - 301) })).json();
    expect(late).toMatchObject({
      code: 1005,
      status: 401,
      request_time: "2026-01-02T02:59:04.000Z",
      gateway_time: "2026-01-02T03:04:05.000Z",
      difference_s: -301,
      window_s: 300,
    });
    expect(late.detail).toContain("慢 301 秒");
    expect((await callAsSite(app, { url, timestamp: String(nowMs / 1000 + 301) })).json()).toMatchObject({
      code: 1005,
    });
  });

  it.each(["1767323045.5", "-1", "0x10", "1e9", "9".repeat(13), " 1767323045x"])(
    "names the timestamp %j as wrong",
    async (timestamp) => {
      const { app } = await testServer();
      expect((await callAsSite(app, { url, timestamp })).json()).toMatchObject({
        code: 1002,
        param: "Dedepay-Timestamp",
      });
    },
  );

  it("tells an unknown key from a revoked one and from none", async () => {
    const { app } = await testServer();
    const codes = [];
    for (const keyId of ["key_other", "key_revoked"]) codes.push((await callAsSite(app, { url, keyId })).json());
    codes.push((await app.inject({ url })).json());
    expect(codes).toMatchObject([
      { code: 1004, reason: "unknown_key" },
      { code: 1004, reason: "revoked" },
      { code: 1004, missing_headers: ["Dedepay-Key", "Dedepay-Timestamp", "Dedepay-Signature"] },
    ]);
  });

  it("refuses a repeated header instead of choosing one of the two", async () => {
    const { app } = await testServer();
    const headers = { ...siteHeaders({ url }), "dedepay-key": [siteKey.keyId, siteKey.keyId] };
    expect((await app.inject({ url, headers })).json()).toMatchObject({ code: 1004 });
  });

  it("looks at who is calling before it looks at the body", async () => {
    const { app } = await testServer();
    const answer = await app.inject({ method: "POST", url, headers: { "content-type": "text/csv" }, payload: "a,b" });
    expect(answer.json()).toMatchObject({ code: 1004 });
  });
});
