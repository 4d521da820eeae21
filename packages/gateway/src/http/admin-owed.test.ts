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
    ["/admin/refunds?state=unknown", "listOpenRefunds", { state: "unknown" }],
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
    [
      "/admin/refunds/ref_1/settle",
      { as: "failed", evidence: "console, 12:00" },
      "settleRefund",
      { refundId: "ref_1", as: "failed", evidence: "console, 12:00" },
    ],
    ["/admin/payments/pay_1/refund-surplus", { attempt_id: "att_1" }, "refundSurplus", { attemptId: "att_1" }],
    ["/admin/payments/pay_1/give-up", { evidence: "seen" }, "endUnknownPayment", { evidence: "seen" }],
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
    ["/admin/refunds/ref_1/settle", { as: "failed" }, "evidence"],
    ["/admin/payments/pay_1/give-up", { evidence: "" }, "evidence"],
    ["/admin/sites/s/webhook-secret", { overlap_hours: 721 }, "overlap_hours"],
  ])("refuse what is wrong in %s", async (url, body, param) => {
    const server = await testServer();
    const answer = await post(server, url, body);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(param);
    expect(server.gateway.asked).toEqual([]);
  });
});

describe("the admin routes of notices", () => {
  const smtp = { host: "smtp.qq.com", port: 465, security: "tls", user: "a@qq.com", password: "the-mail-password" };
  const mail = { kind: "mail", label: "我的邮箱", settings: { smtp, from: "a@qq.com", to: ["b@qq.com"] } };

  it("add a channel of each kind", async () => {
    const server = await testServer();
    expect((await post(server, "/admin/notices", { ...mail, quiet: "22:30-08:00" })).statusCode).toBe(201);
    const robot = { kind: "dingtalk", label: "群", settings: { url: "https://oapi.dingtalk.com/r", secret: "SEC1" } };
    await post(server, "/admin/notices", robot);
    expect(server.gateway.asked.map(({ input }) => input)).toMatchObject([
      { label: "我的邮箱", quiet: "22:30-08:00", settings: { kind: "mail", ...mail.settings } },
      { label: "群", settings: { kind: "dingtalk", secret: "SEC1" } },
    ]);
  });

  it("list, try and remove", async () => {
    const server = await testServer();
    await get(server, "/admin/notices");
    await post(server, "/admin/notices/nch_1/test", {});
    await post(server, "/admin/notices/nch_1/remove", {});
    expect(server.gateway.asked.map(({ verb }) => verb)).toEqual([
      "listNoticeChannels",
      "testNoticeChannel",
      "removeNoticeChannel",
    ]);
  });

  it.each([
    [
      { ...mail, settings: { ...mail.settings, smtp: { ...smtp, password: "p".repeat(300) } } },
      "settings.smtp.password",
    ],
    [{ ...mail, settings: { ...mail.settings, smtp: { ...smtp, port: "465" } } }, "settings.smtp.port"],
    [{ kind: "dingtalk", label: "x", settings: { url: "ftp://the-secret-token" } }, "settings.url"],
    [{ kind: "wecom", label: "x", settings: {} }, "settings.url"],
    [{ kind: "pigeon", label: "x", settings: {} }, "kind"],
  ])("name what is wrong in %j and repeat no secret", async (body, param) => {
    const server = await testServer();
    const answer = await post(server, "/admin/notices", body);
    expect(answer.json()).toMatchObject({ status: 400, param });
    expect(answer.body + JSON.stringify(server.lines)).not.toMatch(/the-mail-password|pppp|the-secret-token/);
    expect(server.gateway.asked).toEqual([]);
  });
});
