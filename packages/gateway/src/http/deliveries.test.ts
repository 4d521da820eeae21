import { describe, expect, it } from "vitest";
import { samplePayment } from "./testing/fake-gateway.ts";
import { callAsSite, testServer } from "./testing/test-server.ts";

describe("/v1/deliveries", () => {
  it("lists what the site is owed", async () => {
    const { app, gateway } = await testServer();
    const delivery = {
      id: "dlv_1",
      type: "payment.paid",
      created_at: "2026-01-02T03:04:05.000Z",
      earlier: [],
      payment: samplePayment(),
    };
    const answer = { data: [delivery], awaiting_shipment: [] };
    gateway.answers.set("listDeliveries", () => answer);
    const reply = await callAsSite(app, { url: "/v1/deliveries?order_no=S-1&limit=5" });
    expect([reply.statusCode, reply.json()]).toEqual([200, answer]);
    expect(gateway.asked).toEqual([{ verb: "listDeliveries", input: { siteId: "site_1", orderNo: "S-1", limit: 5 } }]);
    expect((await callAsSite(app, { url: "/v1/deliveries?limit=0" })).json()).toMatchObject({ code: 1002 });
  });

  it("takes what came of one", async () => {
    const { app, gateway } = await testServer();
    const call = (body: object) => callAsSite(app, { method: "POST", url: "/v1/deliveries/dlv_1/acknowledge", body });
    expect((await call({ status: 409, outcome: "order_missing" })).json()).toEqual({ id: "dlv_1", status: "done" });
    expect(gateway.asked).toMatchObject([
      { input: { siteId: "site_1", deliveryId: "dlv_1", httpStatus: 409, outcome: "order_missing" } },
    ]);
    expect((await call({ outcome: "done" })).json()).toMatchObject({ code: 1012, missing: ["status"] });
    expect((await call({ status: 200, outcome: "Done!" })).json()).toMatchObject({ code: 1002 });
  });
});
