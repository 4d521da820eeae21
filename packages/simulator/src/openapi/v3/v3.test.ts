import { AlipaySdk } from "alipay-sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../../start-simulator.ts";
import { type Merchant, startMerchant } from "../../testing/merchant.ts";
import { advance, payAt } from "../../testing/shop-visit.ts";
import { addRule } from "../../testing/sim-api.ts";
import { callV3, type V3Call } from "../../testing/v3-client.ts";
import { defaultWorld } from "../../world/default-world.ts";
import type { OpenapiApp } from "../../world/world.ts";

let simulator: Simulator;
let merchant: Merchant;
beforeEach(async () => {
  const world = defaultWorld();
  // The encrypted application pays by QR here, because pages have no path in v3.
  for (const account of world.accounts) {
    if (account.id === "openapi-encrypted") account.contracts.push({ product: "qr", goods: "any", status: "active" });
  }
  simulator = await startSimulator({ speed: 0, world });
  merchant = await startMerchant();
});
afterEach(async () => {
  await simulator.close();
  await merchant.close();
});

function sdkOf(id: string, changes: Record<string, unknown> = {}): AlipaySdk {
  const app = defaultWorld().accounts.find((account) => account.id === id);
  if (app?.protocol !== "openapi") throw new Error(`no app ${id}`);
  const { appId, privateKey, alipayPublicKey, certificates, aesKey } = app;
  return new AlipaySdk({
    appId,
    privateKey,
    keyType: "PKCS8",
    endpoint: simulator.url,
    ...(certificates === undefined
      ? { alipayPublicKey }
      : {
          appCertContent: certificates.app,
          alipayPublicCertContent: certificates.alipay,
          alipayRootCertContent: certificates.alipayRoot,
        }),
    ...(aesKey === undefined ? {} : { encryptKey: aesKey }),
    ...changes,
  });
}

describe.each(["openapi-key", "openapi-certificate", "openapi-encrypted"])("v3 with the official SDK as %s", (id) => {
  it("pays, queries and refunds; replies verify, and decrypt", async () => {
    const sdk = sdkOf(id);
    const needEncrypt = id === "openapi-encrypted";
    const call = async (path: string, body: Record<string, unknown>): Promise<unknown> =>
      (await sdk.curl("POST", `/v3/alipay/trade/${path}`, { body, needEncrypt })).data;
    const order = { out_trade_no: "V1", total_amount: "5.00", subject: "测试商品", notify_url: `${merchant.url}/n` };
    const qr = (await call("precreate", order)) as Record<string, string>;
    expect(qr["out_trade_no"]).toBe("V1");
    await payAt(qr["qr_code"] ?? "");
    await advance(simulator, 0);
    expect(merchant.received[0]?.fields.get("trade_status")).toBe("TRADE_SUCCESS");
    expect(await call("query", { out_trade_no: "V1" })).toMatchObject({
      trade_status: "TRADE_SUCCESS",
      total_amount: "5.00",
    });
    expect(await call("refund", { out_trade_no: "V1", refund_amount: "5.00" })).toMatchObject({ fund_change: "Y" });
    expect(await call("fastpay/refund/query", { out_trade_no: "V1", out_request_no: "V1" })).toMatchObject({
      refund_status: "REFUND_SUCCESS",
    });
  });
});

function keyApp(): OpenapiApp {
  const app = defaultWorld().accounts.find(({ id }) => id === "openapi-key");
  if (app?.protocol !== "openapi") throw new Error("no app");
  return app;
}

describe("v3 refuses", () => {
  const query = (sdk: AlipaySdk): Promise<unknown> =>
    sdk.curl("POST", "/v3/alipay/trade/query", { body: { out_trade_no: "none" } });

  it("an unknown trade, another key and an unknown application, each with code and status", async () => {
    await expect(query(sdkOf("openapi-key"))).rejects.toMatchObject({
      code: "ACQ.TRADE_NOT_EXIST",
      responseHttpStatus: 400,
    });
    const other = defaultWorld().accounts.find(({ id }) => id === "openapi-certificate");
    if (other?.protocol !== "openapi") throw new Error("no app");
    await expect(query(sdkOf("openapi-key", { privateKey: other.privateKey }))).rejects.toMatchObject({
      code: "invalid-signature",
    });
    await expect(query(sdkOf("openapi-key", { appId: "2021999999999999" }))).rejects.toMatchObject({
      code: "invalid-app-id",
    });
  });

  it("a call without Authorization as one without timestamp, a wrong verb, an unknown path", async () => {
    const send = async (path: string, method = "POST"): Promise<[number, string]> => {
      const response = await fetch(`${simulator.url}/v3/alipay/trade/${path}`, { method });
      return [response.status, ((await response.json()) as { code: string }).code];
    };
    expect(await send("query")).toEqual([400, "missing-timestamp"]);
    expect(await send("query", "PUT")).toEqual([400, "invalid-http-method"]);
    expect(await send("nothing")).toEqual([400, "invalid-method"]);
  });

  it("a timestamp more than ten minutes off, or older than the caller allows; the clock may have been moved", async () => {
    const app = keyApp();
    const path = "/v3/alipay/trade/query";
    const at = async (offMs: number, more?: string): Promise<string | undefined> =>
      (await callV3(simulator, { app, path, timestampMs: Date.now() + offMs, ...(more ? { more } : {}) })).code;
    expect(await at(-601_000)).toBe("illegal-timestamp");
    expect(await at(601_000)).toBe("illegal-timestamp");
    expect(await at(-590_000)).toBe("ACQ.INVALID_PARAMETER");
    expect(await at(-60_000, "expired_seconds=30")).toBe("illegal-timestamp");
    expect((await callV3(simulator, { app, path, timestampMs: 1_700_000_000 })).code).toBe("invalid-timestamp");
    await advance(simulator, 86_400_000);
    expect(await at(0)).toBe("ACQ.INVALID_PARAMETER");
    expect(await at(86_400_000)).toBe("ACQ.INVALID_PARAMETER");
  });

  it("a nonce which this application used in the last ten minutes, and a call without one", async () => {
    const call = { app: keyApp(), path: "/v3/alipay/trade/query", nonce: "n1" };
    const code = async (changes: Partial<V3Call> = {}): Promise<string | undefined> =>
      (await callV3(simulator, { ...call, ...changes })).code;
    expect(await code()).toBe("ACQ.INVALID_PARAMETER");
    expect(await code()).toBe("invalid-signature");
    expect(await code({ nonce: "n2" })).toBe("ACQ.INVALID_PARAMETER");
    expect(await code({ nonce: "" })).toBe("missing-nonce");
    await advance(simulator, 600_001);
    expect(await code()).toBe("ACQ.INVALID_PARAMETER");
  });

  it("what a rule says, and signs wrongly where it says so", async () => {
    await addRule(simulator, { kind: "code", code: "isp.unknow-error" }, { service: "alipay.trade.query", nth: 1 });
    await addRule(simulator, { kind: "wrong_signature" }, { service: "alipay.trade.precreate" });
    await expect(query(sdkOf("openapi-key"))).rejects.toMatchObject({ code: "unknow-error", responseHttpStatus: 500 });
    const body = { out_trade_no: "V2", total_amount: "5.00", subject: "x" };
    await expect(sdkOf("openapi-key").curl("POST", "/v3/alipay/trade/precreate", { body })).rejects.toMatchObject({
      code: "response-signature-verify-error",
    });
  });
});
