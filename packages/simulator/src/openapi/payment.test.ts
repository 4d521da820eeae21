import { AlipaySdk } from "alipay-sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { type Merchant, startMerchant } from "../testing/merchant.ts";
import { advance, buyers, openCashier, payAt, returnFrom, tradeOf } from "../testing/shop-visit.ts";
import { defaultWorld } from "../world/default-world.ts";
import type { OpenapiApp } from "../world/world.ts";

// The official SDK is the client and the verifier: the simulator has to satisfy it, not us.
const minute = 60_000;
let simulator: Simulator;
let merchant: Merchant;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0, startMs: Date.parse("2026-03-01T10:00:00+08:00") });
  merchant = await startMerchant();
});
afterEach(async () => {
  await simulator.close();
  await merchant.close();
});

function appOf(id: string): OpenapiApp {
  const found = defaultWorld().accounts.find((account) => account.id === id);
  if (found?.protocol !== "openapi") throw new Error(`no app ${id}`);
  return found;
}

function sdkOf(id: string, changes: Record<string, unknown> = {}): AlipaySdk {
  const app = appOf(id);
  const certificates = app.certificates;
  return new AlipaySdk({
    appId: app.appId,
    privateKey: app.privateKey,
    keyType: "PKCS8",
    gateway: simulator.openapiEndpoint,
    ...(certificates === undefined
      ? { alipayPublicKey: app.alipayPublicKey }
      : {
          appCertContent: certificates.app,
          alipayPublicCertContent: certificates.alipay,
          alipayRootCertContent: certificates.alipayRoot,
        }),
    ...(app.aesKey === undefined ? {} : { encryptKey: app.aesKey }),
    ...changes,
  });
}

function order(outTradeNo: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { out_trade_no: outTradeNo, total_amount: "8.80", subject: "测试商品", ...changes };
}

function page(sdk: AlipaySdk, outTradeNo: string, changes: Record<string, unknown> = {}): string {
  return sdk.pageExecute("alipay.trade.page.pay", "GET", {
    bizContent: order(outTradeNo, { product_code: "FAST_INSTANT_TRADE_PAY", ...changes }),
    returnUrl: "http://shop.example/return",
    notifyUrl: `${merchant.url}/notify`,
  });
}

describe.each(["openapi-key", "openapi-certificate", "openapi-encrypted"])("the official SDK as %s", (id) => {
  it("pays a page payment: no trade before the cashier, a notification and a return which it verifies", async () => {
    const sdk = sdkOf(id);
    const encrypted = id === "openapi-encrypted";
    const address = page(sdk, "P1");
    // The SDK can't check the signature over an encrypted node, so there the clear text alone must do.
    const options = { validateSign: !encrypted, needEncrypt: encrypted };
    const query = (): Promise<Record<string, unknown>> =>
      sdk.exec("alipay.trade.query", { bizContent: { out_trade_no: "P1" }, needEncrypt: encrypted }, options);
    expect(await query()).toMatchObject({ code: "40004", subCode: "ACQ.TRADE_NOT_EXIST" });
    const cashier = await openCashier(address);
    expect(await query()).toMatchObject({ code: "10000", tradeStatus: "WAIT_BUYER_PAY", totalAmount: "8.80" });
    await payAt(cashier);
    await advance(simulator, 0);
    expect(await query()).toMatchObject({
      tradeStatus: "TRADE_SUCCESS",
      buyerUserId: buyers.zhangSan,
      receiptAmount: "8.80",
    });
    const notice = Object.fromEntries(merchant.received[0]?.fields ?? []);
    expect(notice).toMatchObject({
      notify_type: "trade_status_sync",
      out_trade_no: "P1",
      trade_status: "TRADE_SUCCESS",
      total_amount: "8.80",
      app_id: appOf(id).appId,
      seller_id: appOf(id).sellerId,
      gmt_payment: "2026-03-01 10:00:00",
      fund_bill_list: '[{"amount":"8.80","fundChannel":"ALIPAYACCOUNT"}]',
    });
    expect(sdk.checkNotifySignV2(notice)).toBe(true);
    expect(sdk.checkNotifySignV2({ ...notice, total_amount: "8.81" })).toBe(false);
    const back = Object.fromEntries((await returnFrom(cashier)).searchParams);
    expect(back).toMatchObject({ method: "alipay.trade.page.pay.return", out_trade_no: "P1", total_amount: "8.80" });
    expect(back["trade_status"]).toBeUndefined();
    expect(sdk.checkNotifySignV2(back)).toBe(true);
  });
});

describe("an OpenAPI payment", () => {
  it("is paid by wap, whose trade begins when the buyer confirms", async () => {
    const sdk = sdkOf("openapi-key");
    const cashier = await openCashier(
      sdk.pageExecute("alipay.trade.wap.pay", "GET", {
        bizContent: order("W1", { product_code: "QUICK_WAP_WAY", quit_url: "http://shop.example/cart" }),
        returnUrl: "http://shop.example/return",
      }),
    );
    const query = (): Promise<Record<string, unknown>> =>
      sdk.exec("alipay.trade.query", { bizContent: { out_trade_no: "W1" } });
    expect(await query()).toMatchObject({ subCode: "ACQ.TRADE_NOT_EXIST" });
    expect(await (await fetch(`${cashier}/leave`, { method: "POST" })).text()).toContain("http://shop.example/cart");
    await payAt(cashier);
    expect(await query()).toMatchObject({ tradeStatus: "TRADE_SUCCESS" });
    expect((await returnFrom(cashier)).searchParams.get("method")).toBe("alipay.trade.wap.pay.return");
  });

  it("is paid by scanning a QR code", async () => {
    const sdk = sdkOf("openapi-key");
    const reply = await sdk.exec("alipay.trade.precreate", {
      bizContent: order("Q1", { total_amount: 3 }),
      notifyUrl: `${merchant.url}/qr`,
    });
    expect(reply).toMatchObject({ code: "10000", outTradeNo: "Q1" });
    const code = String(reply["qrCode"]);
    expect(await sdk.exec("alipay.trade.query", { bizContent: { out_trade_no: "Q1" } })).toMatchObject({
      subCode: "ACQ.TRADE_NOT_EXIST",
    });
    await fetch(code);
    await payAt(code);
    await advance(simulator, 0);
    expect(merchant.received[0]?.fields.get("total_amount")).toBe("3.00");
    expect(sdk.checkNotifySignV2(Object.fromEntries(merchant.received[0]?.fields ?? []))).toBe(true);
  });

  it("can be scanned for two hours, and paid at the counter for three unless the merchant says otherwise", async () => {
    const sdk = sdkOf("openapi-key");
    const precreate = async (no: string, changes: Record<string, unknown> = {}): Promise<string> =>
      String((await sdk.exec("alipay.trade.precreate", { bizContent: order(no, changes) }))["qrCode"]);
    const [scanned, late] = [await precreate("Q2"), await precreate("Q3", { timeout_express: "1d" })];
    await fetch(scanned);
    await advance(simulator, 120 * minute + 1);
    for (const code of [scanned, late]) {
      expect((await fetch(code)).status).toBe(410);
      expect((await fetch(`${code}/pay`, { method: "POST", body: "buyer=2088202000000014" })).status).toBe(410);
    }
    expect((await tradeOf(simulator, "Q2"))["status"]).toBe("WAIT_BUYER_PAY");
    await advance(simulator, 60 * minute);
    expect((await tradeOf(simulator, "Q2"))["status"]).toBe("TRADE_CLOSED");
    // The time which the merchant gives is counted from the call, not from the scan.
    const short = await precreate("Q4", { timeout_express: "90m" });
    await advance(simulator, 89 * minute);
    await fetch(short);
    await advance(simulator, minute);
    expect((await tradeOf(simulator, "Q4"))["status"]).toBe("TRADE_CLOSED");
  });

  it("is paid by the buyer's code at once, or after the buyer confirmed; cancel takes it back", async () => {
    const sdk = sdkOf("openapi-key");
    const scan = (no: string, amount: string): Promise<Record<string, unknown>> =>
      sdk.exec(
        "alipay.trade.pay",
        {
          bizContent: order(no, { total_amount: amount, auth_code: `28${buyers.liSi}`, scene: "bar_code" }),
          notifyUrl: `${merchant.url}/n`,
        },
        { validateSign: true },
      );
    expect(await scan("B1", "8.80")).toMatchObject({ code: "10000", buyerUserId: buyers.liSi, totalAmount: "8.80" });
    expect(await scan("B2", "1000.01")).toMatchObject({ code: "10003" });
    const query = (): Promise<Record<string, unknown>> =>
      sdk.exec("alipay.trade.query", { bizContent: { out_trade_no: "B2" } }, { validateSign: true });
    expect(await query()).toMatchObject({ tradeStatus: "WAIT_BUYER_PAY" });
    await payAt(String((await tradeOf(simulator, "B2"))["cashier_url"]), { buyer: buyers.liSi });
    expect(await query()).toMatchObject({ tradeStatus: "TRADE_SUCCESS" });
    const cancel = await sdk.exec(
      "alipay.trade.cancel",
      { bizContent: { out_trade_no: "B2" } },
      { validateSign: true },
    );
    expect(cancel).toMatchObject({ action: "refund", retryFlag: "N" });
    expect(await query()).toMatchObject({ tradeStatus: "TRADE_CLOSED" });
  });

  it("is closed by the merchant, or by time, only while unpaid", async () => {
    const sdk = sdkOf("openapi-key");
    const close = (outTradeNo: string): Promise<Record<string, unknown>> =>
      sdk.exec("alipay.trade.close", { bizContent: { out_trade_no: outTradeNo } });
    const cashier = await openCashier(page(sdk, "C1"));
    expect(await close("C1")).toMatchObject({ code: "10000", outTradeNo: "C1" });
    expect(await close("C1")).toMatchObject({ subCode: "ACQ.REASON_TRADE_STATUS_INVALID" });
    expect((await payAt(cashier)).error).toBe("ACQ.TRADE_HAS_CLOSE");
    await openCashier(page(sdk, "C2", { timeout_express: "30m" }));
    await advance(simulator, 30 * minute);
    expect((await tradeOf(simulator, "C2"))["status"]).toBe("TRADE_CLOSED");
    expect(merchant.received.map(({ fields }) => fields.get("trade_status"))).toEqual(["TRADE_CLOSED", "TRADE_CLOSED"]);
  });

  it("can't change its content under the same number, nor be paid twice", async () => {
    const sdk = sdkOf("openapi-key");
    const stale = page(sdk, "S1", { total_amount: "9.99" });
    const cashier = await openCashier(page(sdk, "S1"));
    const other = await fetch(stale);
    expect(other.headers.get("simulator-error")).toBe("ACQ.CONTEXT_INCONSISTENT");
    await payAt(cashier);
    const again = await fetch(page(sdk, "S1"));
    expect(again.headers.get("simulator-error")).toBe("ACQ.TRADE_HAS_SUCCESS");
    const qr = await sdk.exec("alipay.trade.precreate", { bizContent: order("S1", { total_amount: "8.80" }) });
    expect(qr).toMatchObject({ code: "40004", subCode: "ACQ.CONTEXT_INCONSISTENT" });
  });
});
