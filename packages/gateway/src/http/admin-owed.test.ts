import { describe, expect, it } from "vitest";
import { adminToken, type TestServer, testServer } from "./testing/test-server.ts";

const headers = { authorization: `Bearer ${adminToken}` };

const post = (server: TestServer, url: string, payload: object) =>
  server.app.inject({ method: "POST", url, payload, headers });
const get = (server: TestServer, url: string) => server.app.inject({ url, headers });

describe("the admin routes of what is owed", () => {
  it.each([
    [
      "/admin/deliveries?status=dead&site=site_1&limit=5",
      "listAllDeliveries",
      { status: "dead", siteId: "site_1", limit: 5 },
    ],
    ["/admin/delivery-queues", "listDeliveryQueues", undefined],
    ["/admin/deliveries/dlv_1", "inspectDelivery", "dlv_1"],
    ["/admin/incidents?state=open&payment=pay_1", "listIncidents", { state: "open", paymentId: "pay_1" }],
    ["/admin/incident-causes", "listIncidentCauses", undefined],
    ["/admin/incidents/inc_1", "inspectIncident", "inc_1"],
  ])("read %s", async (url, verb, input) => {
    const server = await testServer();
    await get(server, url);
    expect(server.gateway.asked).toEqual([{ verb, input }]);
  });

  it.each([
    ["/admin/deliveries/dlv_1/resend", {}, "resendDelivery", { deliveryId: "dlv_1", evenIfRefunded: false }],
    [
      "/admin/deliveries/dlv_1/settle",
      { as: "delivered", note: "seen" },
      "settleDelivery",
      { deliveryId: "dlv_1", as: "delivered", note: "seen" },
    ],
    ["/admin/sites/s/delivery", { adapter: "mapi" }, "setSiteDelivery", { siteId: "s", adapter: "mapi" }],
    ["/admin/sites/s/webhook-secret", { overlap_hours: 1 }, "rotateWebhookSecret", { siteId: "s", overlapHours: 1 }],
    ["/admin/accounts/a/error-notices", { enabled: true }, "setErrorNotices", { accountId: "a", enabled: true }],
    ["/admin/incidents/inc_1/resolve", { note: "mended" }, "resolveIncident", { incidentId: "inc_1", note: "mended" }],
  ])("post %s", async (url, body, verb, input) => {
    const server = await testServer();
    await post(server, url, body);
    expect(server.gateway.asked[0]).toMatchObject({ verb, input: { ...input, requestId: expect.any(String) } });
  });

  it.each([
    ["/admin/deliveries/dlv_1/settle", { as: "lost", note: "x" }, "as"],
    ["/admin/incidents/inc_1/resolve", {}, "note"],
    ["/admin/sites/s/webhook-secret", { overlap_hours: 721 }, "overlap_hours"],
  ])("refuse what is wrong in %s", async (url, body, param) => {
    const server = await testServer();
    const answer = await post(server, url, body);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(param);
    expect(server.gateway.asked).toEqual([]);
  });
});
