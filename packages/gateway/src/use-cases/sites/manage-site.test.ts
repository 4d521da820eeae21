import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import { testMd5Key } from "../../testing/test-identity.ts";

let test: TestGateway;
const by = { requestId: "req_m" };

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

async function registerProduction(): Promise<void> {
  await test.gateway.registerAccount({
    ...by,
    id: "real",
    environment: "production",
    endpoint: "https://alipay.test/gateway.do",
    protocol: "mapi",
    credentials: { partner: "2088999999999999", signType: "MD5", md5Key: testMd5Key },
    contracts: [{ product: "direct", goods: "any", status: "active" }],
  });
}

describe("a live site", () => {
  beforeEach(registerProduction);

  it("refuses every account but those of production, when it is made, when it sells, when it changes", async () => {
    const live = { ...by, name: "店", mode: "live" as const };
    await expect(test.gateway.registerSite({ ...live, defaultAccount: "mapi" })).rejects.toMatchObject({
      unified: 1010,
      diagnosis: { cause: "sandbox-and-production-mixed" },
    });
    const { siteId } = await test.gateway.registerSite({ ...live, defaultAccount: "real" });
    await expect(test.pay({ siteId, account: "mapi" })).rejects.toMatchObject({
      unified: 1010,
      extra: { site_mode: "live", environment: "simulator" },
    });
    await expect(test.gateway.changeSite({ ...by, siteId, defaultAccount: "mapi" })).rejects.toMatchObject({
      unified: 1010,
    });
    const payment = await test.pay({ siteId, account: "real" });
    expect(payment.environment).toBe("production");
    const { subject, goods, amount_fen } = payment;
    const moved = { siteId, paymentId: payment.id, subject, goods, amountFen: BigInt(amount_fen), account: "mapi" };
    await expect(test.gateway.replacePayment({ ...moved, ...by })).rejects.toMatchObject({ unified: 1010 });
  });

  it("is what a gateway with a real account makes unless told otherwise; before that a site is for tests", async () => {
    expect((await test.gateway.getSite(test.siteId)).mode).toBe("test");
    expect((await test.gateway.registerSite({ ...by, name: "店" })).mode).toBe("live");
    expect((await test.gateway.registerSite({ ...by, name: "店", mode: "test" })).mode).toBe("test");
  });

  it("is not made of a test site while somebody could still pay there with play money", async () => {
    const { siteId } = test;
    const payment = await test.pay();
    const goLive = () => test.gateway.changeSite({ ...by, siteId, mode: "live" });
    await expect(goLive()).rejects.toMatchObject({ unified: 1010, extra: { open_payments: 1 } });
    await test.gateway.closePayment({ siteId, paymentId: payment.id, requestId: "r" });
    expect(await goLive()).toMatchObject({ mode: "live" });
    await expect(test.pay()).rejects.toMatchObject({ unified: 1010 });
  });
});

describe("a disabled site", () => {
  it("opens nothing with its keys and starts nothing, but what was paid reaches it", async () => {
    const { siteId } = test;
    const [key] = await test.gateway.listSiteKeys(siteId);
    const payment = await test.pay();
    await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "r" });
    await test.gateway.changeSite({ ...by, siteId, disabled: true });
    expect((await test.gateway.findSiteByKey(key?.id ?? ""))?.standing).toBe("site_disabled");
    await expect(test.pay()).rejects.toMatchObject({ unified: 1010 });
    const { attempts } = payment;
    test.alipay.trade(attempts[0]?.out_trade_no ?? "", { status: "TRADE_SUCCESS", totalFen: 1234n });
    await test.gateway.confirmByQuery({ paymentId: payment.id, requestId: "r" });
    await test.time.advance(1000);
    expect(test.site.types).toContain("payment.paid");
    const again = await test.gateway.changeSite({ ...by, siteId, disabled: false });
    expect(again.disabledAtMs).toBeUndefined();
    expect((await test.gateway.findSiteByKey(key?.id ?? ""))?.standing).toBe("valid");
  });
});

describe("a site's settings", () => {
  it("change one by one, and the change is written down with what was and what is", async () => {
    const { siteId } = test;
    // Of entries of one millisecond any may be the newest.
    await test.time.advance(1);
    const changed = await test.gateway.changeSite({
      ...by,
      siteId,
      actor: "cli:ada",
      name: "新店",
      webhookUrl: "https://new.test/hook",
      defaultAccount: "openapi",
    });
    expect(changed).toMatchObject({ name: "新店", webhookUrl: "https://new.test/hook", defaultAccount: "openapi" });
    expect(changed.returnOrigins).toEqual(["https://new.test", "https://shop.test"]);
    const { data } = await test.gateway.listAudit({ subject: siteId, limit: 1 });
    expect(data[0]).toMatchObject({
      actor: "cli:ada",
      action: "site.changed",
      detail: {
        before: { name: "测试商店", defaultAccount: null },
        after: { name: "新店", defaultAccount: "openapi" },
      },
    });
    expect(Object.keys(data[0]?.detail["after"] as object)).not.toContain("mode");
    const without = await test.gateway.changeSite({ ...by, siteId, webhookUrl: null, defaultAccount: null });
    expect(without).toMatchObject({ webhookUrl: undefined, defaultAccount: undefined });
  });

  it("have virtual goods in escrow shipped automatically until that is switched off", async () => {
    const { siteId } = test;
    const by = { siteId, requestId: "req_m", actor: "cli:ada" };
    expect((await test.gateway.getSite(siteId)).autoShip).toBe(true);
    expect((await test.gateway.changeSite({ ...by, autoShip: false })).autoShip).toBe(false);
    const { data } = await test.gateway.listAudit({ subject: siteId, action: "site.changed", limit: 1 });
    expect(data[0]).toMatchObject({
      ...{ actor: "cli:ada", action: "site.changed" },
      detail: { before: { autoShip: true }, after: { autoShip: false } },
    });
    expect((await test.gateway.changeSite({ ...by, name: "新店" })).autoShip).toBe(false);
    expect((await test.gateway.changeSite({ ...by, autoShip: true })).autoShip).toBe(true);
    expect((await test.gateway.listSites()).map(({ autoShip }) => autoShip)).toEqual([true]);
  });

  it.each([
    ["name", { name: " " }],
    ["webhook_url", { webhookUrl: "ftp://x" }],
    ["return_origins", { returnOrigins: ["https://shop.test/x"] }],
  ])("are refused with a wrong %s", async (param, change) => {
    await expect(test.gateway.changeSite({ ...by, siteId: test.siteId, ...change })).rejects.toMatchObject({
      unified: 1002,
      param,
    });
  });

  it("take a new webhook secret: deliveries are signed with it from then on", async () => {
    const { webhookSecret } = await test.gateway.rotateWebhookSecret({ ...by, siteId: test.siteId });
    expect(webhookSecret).not.toBe(test.site.secret);
    test.site.secret = webhookSecret;
    const payment = await test.pay();
    const number = payment.attempts[0]?.out_trade_no ?? "";
    await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "r" });
    test.alipay.trade(number, { status: "TRADE_SUCCESS", totalFen: 1234n });
    await test.gateway.confirmByQuery({ paymentId: payment.id, requestId: "r" });
    await test.time.advance(1000);
    expect(test.site.received.map(({ signed }) => signed)).toEqual([true]);
    expect(JSON.stringify(await test.gateway.listAudit({ limit: 100 }))).not.toContain(webhookSecret);
  });

  it("bound the refunds of a Beijing day from the start, where the owner says so", async () => {
    const { siteId } = await test.gateway.registerSite({ ...by, name: "店", refundDailyFen: 500n });
    expect(await test.gateway.getSite(siteId)).toMatchObject({ refundDailyFen: 500n });
    await test.gateway.setRefundLimit({ ...by, siteId });
    expect((await test.gateway.getSite(siteId)).refundDailyFen).toBeUndefined();
    const { data } = await test.gateway.listAudit({ subject: siteId, action: "site.refund_limit_set", limit: 5 });
    expect(data[0]?.detail).toEqual({ before: { refundDailyFen: "500" }, after: { refundDailyFen: null } });
  });

  it("of a site that is not there are 1009", async () => {
    await expect(test.gateway.getSite("nobody")).rejects.toMatchObject({ unified: 1009 });
    await expect(test.gateway.changeSite({ ...by, siteId: "nobody" })).rejects.toMatchObject({ unified: 1009 });
    await expect(test.gateway.rotateWebhookSecret({ ...by, siteId: "nobody" })).rejects.toMatchObject({
      unified: 1009,
    });
  });
});
