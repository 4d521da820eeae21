import { Value } from "typebox/value";
import { describe, expect, it } from "vitest";
import { paymentDocument } from "./schemas/payment-document.ts";
import { problemDocument } from "./schemas/problem-document.ts";
import { samplePayment } from "./testing/fake-gateway.ts";
import { testServer } from "./testing/test-server.ts";

describe("health and readiness", () => {
  it("lives as soon as it answers", async () => {
    const { app } = await testServer();
    expect((await app.inject({ url: "/healthz" })).json()).toEqual({ status: "ok" });
  });

  it("is ready where nothing blocks, and says what should be looked at", async () => {
    const server = await testServer();
    const without = await server.app.inject({ url: "/readyz" });
    expect(without.statusCode).toBe(503);
    expect(without.json()).toMatchObject({
      ready: false,
      checks: [
        { name: "store", ready: true },
        { name: "accounts", ready: false, blocks: true, zh: "没有账户", en: "no account" },
      ],
    });
    const warning = { name: "outbox", ready: false, blocks: false, zh: "积压", en: "overdue" };
    server.gateway.answers.set("checkReadiness", () => [warning]);
    const ready = await server.app.inject({ url: "/readyz" });
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toEqual({ ready: true, checks: [warning] });
  });
});

it("says at the bare address what answers there, in Chinese first, and leads to what can be read", async () => {
  const { app } = await testServer();
  const reply = await app.inject({ url: "/" });
  expect(reply).toMatchObject({ statusCode: 200, headers: { "content-type": "text/html; charset=utf-8" } });
  expect(reply.body.indexOf("支付网关正在运行")).toBeLessThan(reply.body.indexOf("The payment gateway is running"));
  const links = [...reply.body.matchAll(/href="(\/[^"]*)"/g)].map((match) => match[1] ?? "");
  expect(links).toEqual(["/openapi.json", "/errors", "/healthz", "/readyz"]);
  for (const url of links) expect((await app.inject({ url })).statusCode).not.toBe(404);
});

describe("GET /openapi.json", () => {
  it("describes the site's API with its schemas, headers and failures, and nothing of the owner's", async () => {
    const { app } = await testServer();
    const description = (await app.inject({ url: "/openapi.json" })).json();
    expect(description.openapi).toBe("3.1.0");
    expect(description.servers).toEqual([{ url: "https://pay.example.cn" }]);
    expect(Object.keys(description.paths).sort()).toEqual([
      "/healthz",
      "/readyz",
      "/v1/deliveries",
      "/v1/deliveries/{id}/acknowledge",
      "/v1/diagnoses",
      "/v1/legacy-notifications",
      "/v1/legacy-orders",
      "/v1/payments",
      "/v1/payments/export",
      "/v1/payments/{id}",
      "/v1/payments/{id}/close",
      "/v1/payments/{id}/events",
      "/v1/payments/{id}/refunds",
      "/v1/payments/{id}/refunds/{refund}",
      "/v1/payments/{id}/replace",
      "/v1/payments/{id}/shipment",
      "/v1/payments/{id}/sync",
    ]);
    const create = description.paths["/v1/payments"].post;
    expect(create.security).toEqual([{ key: [], timestamp: [], signature: [] }]);
    expect(create.requestBody.content["application/json"].schema.required).toEqual([
      "order_no",
      "amount_fen",
      "subject",
      "goods",
    ]);
    expect(create.responses["201"].content["application/json"].schema.properties.amount_fen.type).toBe("integer");
    expect(Object.keys(create.responses["4XX"].content)).toEqual(["application/problem+json"]);
  });

  it("describes what is really answered", async () => {
    const { app } = await testServer();
    const payment = samplePayment({
      attempts: [{ id: "a", out_trade_no: "S1", service: "x", product: "qr", state: "open", trade_no: null }],
      last_error: {
        code: 1014,
        name: "TIMEOUT",
        detail: { zh: "", en: "" },
        buyer_message: { zh: "", en: "" },
        at: "2026-01-02T03:04:05.000Z",
      },
    });
    expect([...Value.Errors(paymentDocument, payment)]).toEqual([]);
    const problem = (await app.inject({ url: "/v1/payments" })).json();
    expect([...Value.Errors(problemDocument, problem)]).toEqual([]);
  });
});
