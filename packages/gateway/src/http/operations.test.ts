import { describe, expect, it } from "vitest";
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
