import { AlipaySdk } from "alipay-sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { type Merchant, startMerchant } from "../testing/merchant.ts";
import { advance, openCashier, payAt } from "../testing/shop-visit.ts";
import { defaultWorld } from "../world/default-world.ts";

let simulator: Simulator;
let merchant: Merchant;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0 });
  merchant = await startMerchant();
});
afterEach(async () => {
  await simulator.close();
  await merchant.close();
});

function sdk(id = "openapi-key"): AlipaySdk {
  const app = defaultWorld().accounts.find((account) => account.id === id);
  if (app?.protocol !== "openapi") throw new Error("no app");
  const { appId, privateKey, alipayPublicKey } = app;
  return new AlipaySdk({ appId, privateKey, keyType: "PKCS8", alipayPublicKey, gateway: simulator.openapiEndpoint });
}

function orderString(outTradeNo: string, id?: string): string {
  return sdk(id).sdkExecute("alipay.trade.app.pay", {
    bizContent: { out_trade_no: outTradeNo, total_amount: "3.00", subject: "测试商品" },
    notifyUrl: `${merchant.url}/n`,
  });
}

describe("the order string of alipay.trade.app.pay", () => {
  it("opens the cashier which a phone would show; the payment is notified, and the official SDK verifies it", async () => {
    const cashier = await openCashier(`${simulator.url}/cashier/app?${orderString("APP1")}`);
    await payAt(cashier);
    await advance(simulator, 0);
    const notice = Object.fromEntries(merchant.received[0]?.fields ?? []);
    expect(notice).toMatchObject({ out_trade_no: "APP1", trade_status: "TRADE_SUCCESS", total_amount: "3.00" });
    expect(sdk().checkNotifySignV2(notice)).toBe(true);
  });

  it("may come as a body too", async () => {
    const response = await fetch(`${simulator.url}/cashier/app`, {
      ...{ method: "POST", redirect: "manual", body: orderString("APP2") },
      headers: { "content-type": "text/plain" },
    });
    expect([response.status, response.headers.get("location")]).toEqual([303, expect.stringContaining("/cashier/")]);
  });

  it("is refused when somebody altered the amount on the way", async () => {
    const altered = orderString("APP3").replace("3.00", "0.01");
    const response = await fetch(`${simulator.url}/cashier/app?${altered}`, { redirect: "manual" });
    expect(response.headers.get("simulator-error")).toBe("invalid-signature");
  });

  it("is nothing for the gateway, nor for an app without the contract, nor is a page payment one", async () => {
    const refusedAt = async (url: string): Promise<string | null> =>
      (await fetch(url, { redirect: "manual" })).headers.get("simulator-error");
    expect(await refusedAt(`${simulator.openapiEndpoint}?${orderString("APP4")}`)).toBe("invalid-method");
    expect(await refusedAt(`${simulator.url}/cashier/app?${orderString("APP5", "openapi-encrypted")}`)).toContain(
      "insufficient-isv-permissions",
    );
    const page = sdk().pageExecute("alipay.trade.page.pay", "GET", {
      bizContent: { out_trade_no: "APP6", total_amount: "3.00", subject: "x", product_code: "FAST_INSTANT_TRADE_PAY" },
    });
    expect(await refusedAt(page.replace("/openapi/gateway.do", "/cashier/app"))).toBe("invalid-method");
  });
});
