import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appKeys } from "../../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import { testMd5Key, testPartner } from "../../testing/test-identity.ts";
import type { RegisterAccountInput } from "./register-account.ts";

let test: TestGateway;

beforeEach(async () => {
  test = await openTestGateway();
});
afterEach(async () => {
  await test.close();
});

describe("a site", () => {
  it("is known by its key, whose secret compares signatures and never comes out", async () => {
    const site = await test.gateway.registerSite({ name: "店", requestId: "r" });
    const key = await test.gateway.findSiteByKey(site.keyId);
    const sign = (secret: string): string => createHmac("sha256", secret).update("POST\n/v1").digest("hex");
    expect(key).toMatchObject({ siteId: site.siteId, siteName: "店", standing: "valid" });
    expect(key?.matches("POST\n/v1", sign(site.keySecret))).toBe(true);
    expect(key?.matches("GET\n/v1", sign(site.keySecret))).toBe(false);
    expect(key?.matches("POST\n/v1", sign("another"))).toBe(false);
    for (const junk of ["", "00", sign(site.keySecret).toUpperCase(), `${sign(site.keySecret)}00`, "z".repeat(64)]) {
      expect(key?.matches("POST\n/v1", junk)).toBe(false);
    }
    expect(JSON.stringify(key)).not.toContain(site.keySecret);
    expect(await test.gateway.findSiteByKey("key_nothing")).toBeUndefined();
  });

  it("may send its buyers back to its own origin and to those it registered", async () => {
    const { siteId } = await test.gateway.registerSite({
      name: "店",
      webhookUrl: "https://one.test/hook",
      returnOrigins: ["https://two.test"],
      requestId: "r",
    });
    for (const returnUrl of ["https://one.test/thanks?x=1", "https://two.test/"]) {
      const payment = await test.pay({ siteId, returnUrl });
      const view = await test.gateway.viewPayment({ paymentId: payment.id, requestId: "r" });
      expect(view.returnUrl).toContain(`payment_id=${payment.id}`);
    }
    await expect(test.pay({ siteId, returnUrl: "https://one.test.evil.test/" })).rejects.toMatchObject({
      unified: 1002,
    });
  });

  it.each([
    ["id", { id: "a b" }, 1002],
    ["name", { name: " " }, 1002],
    ["webhook_url", { webhookUrl: "ftp://x" }, 1002],
    ["webhook_url", { webhookUrl: "https://user:secret@shop.test/" }, 1002],
    ["return_origins", { returnOrigins: ["https://shop.test/path"] }, 1002],
  ] as const)("is refused for a wrong %s", async (param, change, unified) => {
    await expect(test.gateway.registerSite({ name: "店", requestId: "r", ...change })).rejects.toMatchObject({
      unified,
      param,
    });
  });

  it("keeps its id from a second one, and knows its default account", async () => {
    await test.gateway.registerSite({ id: "shop", name: "店", requestId: "r", defaultAccount: "openapi" });
    await expect(test.gateway.registerSite({ id: "shop", name: "店", requestId: "r" })).rejects.toMatchObject({
      unified: 1013,
    });
    await expect(
      test.gateway.registerSite({ name: "店", requestId: "r", defaultAccount: "nobody" }),
    ).rejects.toMatchObject({ unified: 1009 });
    const { payment } = await test.gateway.createPayment({
      siteId: "shop",
      orderNo: "1",
      amountFen: 1n,
      subject: "s",
      goods: "virtual",
      requestId: "r",
    });
    expect(payment.account).toBe("openapi");
  });
});

const mapi: RegisterAccountInput = {
  environment: "sandbox",
  protocol: "mapi",
  credentials: { partner: testPartner, signType: "MD5", md5Key: testMd5Key },
  contracts: [{ product: "direct", goods: "physical", status: "active", fromMs: 1, toMs: 2 }],
  requestId: "r",
};

describe("an account", () => {
  it("is shown with everything but its secrets", async () => {
    const view = await test.gateway.registerAccount({ ...mapi, id: "new" });
    expect(view).toMatchObject({
      id: "new",
      environment: "sandbox",
      endpoint: "https://mapi.alipaydev.com/gateway.do",
      identity: testPartner,
      signType: "MD5",
      notifyUrl: "https://pay.test/notify/new",
      contracts: mapi.contracts,
    });
    expect(JSON.stringify(view)).not.toContain(testMd5Key);
    expect((await test.gateway.listAccounts()).map((account) => account.id)).toContain("new");
  });

  it.each([
    [
      "a PID that is none",
      { credentials: { partner: "123", signType: "MD5", md5Key: testMd5Key } },
      "credentials.partner",
    ],
    [
      "a key of a wrong length",
      { credentials: { partner: testPartner, signType: "MD5", md5Key: "short" } },
      "credentials.md5Key",
    ],
    ["no address of a simulator", { environment: "simulator" }, "endpoint"],
    ["an id that fits no address", { id: "a/b" }, "id"],
  ] as const)("is refused with %s", async (_, change, param) => {
    await expect(test.gateway.registerAccount({ ...mapi, ...change } as RegisterAccountInput)).rejects.toMatchObject({
      unified: 1002,
      param,
    });
  });

  it("is refused where nothing of Alipay's could be verified", async () => {
    const credentials = { appId: "2021000000000009", privateKey: appKeys.privateKey };
    await expect(
      test.gateway.registerAccount({
        environment: "sandbox",
        protocol: "openapi",
        credentials,
        contracts: [],
        requestId: "r",
      }),
    ).rejects.toMatchObject({ unified: 1012, param: "credentials.alipayPublicKey" });
  });

  it("keeps its id from a second one", async () => {
    await expect(test.gateway.registerAccount({ ...mapi, id: "mapi" })).rejects.toMatchObject({ unified: 1013 });
  });
});
