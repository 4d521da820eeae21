import { ContractBroken, checkDescription, contractOf } from "@dedepay/api-contract";
import { beforeAll, describe, expect, it } from "vitest";
import { siteKey } from "./testing/fake-gateway.ts";
import { orderBody } from "./testing/order-body.ts";
import { callAsSite, siteHeaders, type TestServer, testServer } from "./testing/test-server.ts";

type Operation = {
  operationId: string;
  parameters?: { name: string; in: string }[];
  security?: Record<string, string[]>[];
  responses: Record<string, { content?: Record<string, { examples?: Record<string, { value: unknown }> }> }>;
};
type Document = {
  openapi: string;
  servers: object[];
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, unknown>;
  components: { schemas: Record<string, unknown>; examples: Record<string, { value: unknown }> };
};

let server: TestServer;
let document: Document;

beforeAll(async () => {
  server = await testServer();
  document = (await server.app.inject({ url: "/openapi.json" })).json() as Document;
});

const operations = (): [string, Operation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]): [string, Operation] => [`${method.toUpperCase()} ${path}`, one]),
  );

describe("GET /openapi.json", () => {
  it("is a valid OpenAPI 3.1 description, whose examples keep to it and whose words are in both languages", async () => {
    expect(document.openapi).toBe("3.1.0");
    expect(document.servers).toEqual([{ url: "https://pay.example.cn" }]);
    expect(await checkDescription(document)).toEqual([]);
  });

  it("describes every route of the site's API with the scope that a key needs for it, and nothing of the owner's", () => {
    expect(operations().map(([name, one]) => [name, one.security?.map((each) => each["key"]).join()])).toEqual([
      ["GET /healthz", undefined],
      ["GET /readyz", undefined],
      ["POST /v1/payments", "pay"],
      ["GET /v1/payments", "read"],
      ["GET /v1/payments/{id}", "read"],
      ["POST /v1/payments/{id}/replace", "pay"],
      ["GET /v1/payments/export", "read"],
      ["GET /v1/payments/{id}/events", "read"],
      ["POST /v1/payments/{id}/close", "pay"],
      ["POST /v1/payments/{id}/sync", "pay"],
      ["POST /v1/payments/{id}/shipment", "pay"],
      ["POST /v1/diagnoses", "read"],
      ["POST /v1/payments/{id}/refunds", "refund"],
      ["GET /v1/payments/{id}/refunds", "read"],
      ["GET /v1/payments/{id}/refunds/{refund}", "read"],
      ["GET /v1/deliveries", "read"],
      ["POST /v1/deliveries/{id}/acknowledge", "pay"],
      ["POST /v1/legacy-notifications", "pay"],
      ["POST /v1/legacy-orders", "pay"],
    ]);
    expect(Object.keys(document.components.schemas).sort()).toEqual([
      "Attempt",
      "Delivery",
      "Diagnosis",
      "Event",
      "LastError",
      "Payment",
      "Problem",
      "Refund",
    ]);
  });

  it("says of each of them how it is signed, in which languages it fails, and with which numbers", () => {
    const seen = new Set<string>();
    for (const [name, operation] of operations().filter(([route]) => route.includes("/v1/"))) {
      expect(operation.security, name).toEqual([{ key: [expect.any(String)], timestamp: [], signature: [] }]);
      expect(operation.parameters?.map((one) => one.name)).toContain("Accept-Language");
      for (const [status, { content }] of Object.entries(operation.responses)) {
        const problem = content?.["application/problem+json"];
        if (Number(status) < 400) expect(problem).toBeUndefined();
        for (const code of Object.keys(problem?.examples ?? {})) seen.add(code);
      }
    }
    expect([...seen].sort()).toEqual(Array.from({ length: 16 }, (_, index) => String(1001 + index)));
  });

  it("describes each kind of webhook", () => {
    expect(Object.keys(document.webhooks).sort()).toEqual([
      "payment.closed",
      "payment.escrow_paid",
      "payment.escrow_shipped",
      "payment.finished",
      "payment.held",
      "payment.paid",
      "payment.refunded",
      "refund.failed",
    ]);
  });
});

describe("an exchange that is not as described", () => {
  const call = { url: "/v1/payments/pay_1" } as const;

  it("fails the test that made it: a member more, a member less, a value of another kind", async () => {
    for (const [changes, complaint] of [
      [{ colour: "blue" }, 'has the member "colour", which is not described'],
      [{ amount_fen: undefined }, "must have required property 'amount_fen'"],
      [{ state: "lost" }, "/state must be equal to one of the allowed values"],
      [{ paid_at: "yesterday" }, "/paid_at"],
    ] as const) {
      const broken = await testServer();
      const created = await callAsSite(broken.app, { method: "POST", url: "/v1/payments", body: orderBody() });
      broken.gateway.answers.set("getPayment", () => ({ ...(created.json() as object), ...changes }));
      const asked = callAsSite(broken.app, call);
      await expect(asked).rejects.toThrow(ContractBroken);
      await expect(asked).rejects.toThrow(complaint);
    }
  });

  it("fails it for a status, a header or a content type that nobody described, and for a member of a problem", () => {
    const contract = contractOf(document);
    const good = {
      method: "GET",
      target: "/v1/payments/pay_1",
      requestHeaders: siteHeaders(call),
      status: 404,
      headers: {
        "content-type": "application/problem+json; charset=utf-8",
        "dedepay-request-id": "req_1",
        "content-language": "en",
      },
      body: JSON.stringify(document.components.examples["1009-404"]?.value),
    };
    const without = (name: keyof typeof good.headers): typeof good => {
      const { [name]: _, ...headers } = good.headers;
      return { ...good, headers: headers as typeof good.headers };
    };
    expect(contract.complaints(good)).toEqual([]);
    expect(contract.complaints({ ...good, status: 418 })[0]).toContain("status 418 is not described");
    expect(contract.complaints(without("dedepay-request-id"))).toEqual(["reply header Dedepay-Request-Id is missing"]);
    expect(contract.complaints(without("content-type"))[0]).toContain('content type "" is not described');
    const more = JSON.stringify({ ...(JSON.parse(good.body) as object), hint: "x" });
    expect(contract.complaints({ ...good, body: more })[0]).toContain('has the member "hint"');
    const otherNumber = JSON.stringify({ ...(JSON.parse(good.body) as object), code: 1010 });
    expect(contract.complaints({ ...good, body: otherNumber })[0]).toContain("/code");
  });

  it("fails it for a request that was accepted though the description forbids it", () => {
    const contract = contractOf(document);
    const examples =
      document.paths["/v1/payments"]?.["post"]?.responses["201"]?.content?.["application/json"]?.examples;
    const accepted = {
      method: "POST",
      target: "/v1/payments?fast=1",
      requestHeaders: { "dedepay-key": siteKey.keyId },
      requestBody: JSON.stringify(orderBody({ goods: "food" })),
      status: 201,
      headers: { "content-type": "application/json; charset=utf-8", "dedepay-request-id": "req_1" },
      body: JSON.stringify(Object.values(examples ?? {})[0]?.value),
    };
    expect(contract.complaints(accepted)).toEqual([
      "query fast is not described and was accepted",
      "header dedepay-timestamp is required and was accepted without",
      "header dedepay-signature is required and was accepted without",
      "request body: /goods must be equal to one of the allowed values: physical, virtual",
    ]);
    const preflight = { ...accepted, method: "OPTIONS", status: 204, body: "" };
    expect(contract.complaints(preflight)).toEqual([]);
    expect(contract.complaints({ ...preflight, status: 200 })).toEqual(["a browser's question was answered 200: "]);
    expect(contract.complaints({ ...accepted, method: "PUT" })).toEqual([
      "the address is not described and was answered 201",
    ]);
  });
});
