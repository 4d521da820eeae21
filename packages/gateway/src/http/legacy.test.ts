import { describe, expect, it } from "vitest";
import { callAsSite, testServer } from "./testing/test-server.ts";

const raw = Buffer.from([0x61, 0x3d, 0xd6, 0xa7, 0x26, 0x62, 0x3d]);
const forwarded = {
  account: "acc_old",
  body_base64: raw.toString("base64"),
  order: { order_no: "S-P1795372888RN609", found: 1, goods: "physical", stored_fen: 14_821, step_fen: 1 },
};

describe("/v1/legacy-notifications", () => {
  it("hands the very bytes on, and answers Alipay's word alone", async () => {
    const { app, gateway } = await testServer();
    const reply = await callAsSite(app, { method: "POST", url: "/v1/legacy-notifications", body: forwarded });
    expect([reply.statusCode, reply.headers["content-type"], reply.body]).toEqual([200, "text/plain", "success"]);
    expect(gateway.asked).toMatchObject([
      {
        verb: "acceptLegacyNotification",
        input: {
          siteId: "site_1",
          account: "acc_old",
          rawBody: raw,
          order: { orderNo: "S-P1795372888RN609", found: 1, goods: "physical", storedFen: 14_821n, stepFen: 1n },
        },
      },
    ]);
  });

  it("takes one about no order of the site, and refuses what is no base64 or too large", async () => {
    const { app, gateway } = await testServer();
    const call = (body: object) => callAsSite(app, { method: "POST", url: "/v1/legacy-notifications", body });
    expect((await call({ body_base64: "" })).statusCode).toBe(200);
    expect(gateway.asked[0]?.input).not.toHaveProperty("order");
    expect((await call({ body_base64: "a=1&b" })).json()).toMatchObject({ code: 1002 });
    expect((await call({ body_base64: "A".repeat(100_000) })).json()).toMatchObject({ code: 1002 });
    expect((await call({})).json()).toMatchObject({ code: 1012 });
  });

  it("has a limit of its own: a flood at the site's old address leaves its payments alone", async () => {
    const { app } = await testServer({ rateLimits: { perAddress: 1000, perKey: 2 } });
    const body = { body_base64: "" };
    for (let count = 0; count < 300; count += 1) {
      const reply = await callAsSite(app, { method: "POST", url: "/v1/legacy-notifications", body });
      expect(reply.statusCode).toBe(200);
    }
    const flooded = await callAsSite(app, { method: "POST", url: "/v1/legacy-notifications", body });
    expect(flooded.json()).toMatchObject({ code: 1008 });
    expect((await callAsSite(app, { url: "/v1/deliveries" })).statusCode).toBe(200);
  });
});

describe("/v1/legacy-orders", () => {
  it("takes an open order over: 201, and 200 where it was done before", async () => {
    const { app, gateway } = await testServer();
    const body = {
      order_no: "S-P1795372888RN609",
      amount_fen: 14_821,
      goods: "physical",
      started_at: "2026-01-01T00:00:00+08:00",
    };
    const call = () => callAsSite(app, { method: "POST", url: "/v1/legacy-orders", body });
    expect((await call()).statusCode).toBe(201);
    expect(gateway.asked).toMatchObject([
      { input: { siteId: "site_1", amountFen: 14_821n, startedAtMs: Date.parse("2025-12-31T16:00:00Z") } },
    ]);
    const { payment } = await gateway.adoptOrder({} as never);
    gateway.answers.set("adoptOrder", () => ({ payment, adopted: false }));
    expect((await call()).statusCode).toBe(200);
  });
});
