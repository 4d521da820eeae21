import { AlipaySdk } from "alipay-sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { type Merchant, startMerchant } from "../testing/merchant.ts";
import { advance, buyers, openCashier, payAt, tradeOf } from "../testing/shop-visit.ts";
import { addRule } from "../testing/sim-api.ts";
import { defaultWorld } from "../world/default-world.ts";

const dayMs = 86_400_000;
let simulator: Simulator;
let merchant: Merchant;
let sdk: AlipaySdk;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0 });
  merchant = await startMerchant();
  const app = defaultWorld().accounts.find((account) => account.id === "openapi-key");
  if (app?.protocol !== "openapi") throw new Error("no app");
  const { appId, privateKey, alipayPublicKey } = app;
  sdk = new AlipaySdk({ appId, privateKey, keyType: "PKCS8", alipayPublicKey, gateway: simulator.openapiEndpoint });
});
afterEach(async () => {
  await simulator.close();
  await merchant.close();
});

async function paidTrade(outTradeNo: string, amount = "10.00"): Promise<void> {
  const address = sdk.pageExecute("alipay.trade.page.pay", "GET", {
    bizContent: {
      out_trade_no: outTradeNo,
      total_amount: amount,
      subject: "x",
      product_code: "FAST_INSTANT_TRADE_PAY",
    },
    notifyUrl: `${merchant.url}/n`,
  });
  await payAt(await openCashier(address));
  await advance(simulator, 0);
  merchant.received.length = 0;
}

function call(method: string, bizContent: Record<string, unknown>): Promise<Record<string, unknown>> {
  return sdk.exec(method, { bizContent }, { validateSign: true });
}

const refund = (outTradeNo: string, amount: string, requestNo?: string): Promise<Record<string, unknown>> =>
  call("alipay.trade.refund", {
    out_trade_no: outTradeNo,
    refund_amount: amount,
    ...(requestNo === undefined ? {} : { out_request_no: requestNo }),
  });

describe("refunds", () => {
  it("are partial, repeated and whole; refund_fee is the sum so far; a repeat moves nothing", async () => {
    await paidTrade("R1");
    expect(await refund("R1", "3.00", "a")).toMatchObject({ fundChange: "Y", refundFee: "3.00" });
    expect(await refund("R1", "3.00", "a")).toMatchObject({ code: "10000", fundChange: "N", refundFee: "3.00" });
    expect(await refund("R1", "4.00", "a")).toMatchObject({ subCode: "ACQ.DISCORDANT_REPEAT_REQUEST" });
    expect(await refund("R1", "7.01", "b")).toMatchObject({ subCode: "ACQ.REASON_TRADE_REFUND_FEE_ERR" });
    expect(await refund("R1", "7.00", "b")).toMatchObject({ fundChange: "Y", refundFee: "10.00" });
    expect(await refund("R1", "0.01", "c")).toMatchObject({ subCode: "ACQ.TRADE_HAS_CLOSE" });
    await advance(simulator, 0);
    expect(
      merchant.received.map(({ fields }) => [
        fields.get("trade_status"),
        fields.get("refund_fee"),
        fields.get("out_biz_no"),
      ]),
    ).toEqual([
      ["TRADE_SUCCESS", "3.00", "a"],
      ["TRADE_CLOSED", "10.00", "b"],
    ]);
    for (const { fields } of merchant.received) expect(sdk.checkNotifySignV2(Object.fromEntries(fields))).toBe(true);
    expect(merchant.received[1]?.fields.get("gmt_refund")).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/);
    expect(merchant.received[1]?.fields.get("gmt_close")).not.toBe(null);
  });

  it("need a number when they are partial, a paid trade, and a window which is still open", async () => {
    await paidTrade("R2");
    expect(await refund("R2", "1.00")).toMatchObject({ subCode: "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL" });
    expect(await refund("none", "1.00", "x")).toMatchObject({ subCode: "ACQ.TRADE_NOT_EXIST" });
    await openCashier(
      sdk.pageExecute("alipay.trade.page.pay", "GET", {
        bizContent: { out_trade_no: "R3", total_amount: "1.00", subject: "x", product_code: "FAST_INSTANT_TRADE_PAY" },
      }),
    );
    expect(await refund("R3", "1.00", "x")).toMatchObject({ subCode: "ACQ.TRADE_STATUS_ERROR" });
    await advance(simulator, 366 * dayMs);
    expect(await refund("R2", "1.00", "x")).toMatchObject({ subCode: "ACQ.TRADE_HAS_FINISHED" });
  });

  it("may answer fund_change=N first and move the money later", async () => {
    await paidTrade("R4");
    await addRule(simulator, { kind: "refund_pending", ms: 60_000 }, { service: "alipay.trade.refund" });
    const query = (): Promise<Record<string, unknown>> =>
      call("alipay.trade.fastpay.refund.query", { out_trade_no: "R4", out_request_no: "a" });
    expect(await query()).toMatchObject({ code: "10000" });
    const first = await refund("R4", "10.00", "a");
    expect(first).toMatchObject({ code: "10000", fundChange: "N", refundFee: "0.00" });
    expect((await query())["refundStatus"]).toBeUndefined();
    expect(await refund("R4", "0.01", "b")).toMatchObject({ subCode: "ACQ.REASON_TRADE_REFUND_FEE_ERR" });
    await advance(simulator, 60_000);
    expect(await query()).toMatchObject({ refundStatus: "REFUND_SUCCESS", refundAmount: "10.00" });
    expect((await tradeOf(simulator, "R4"))["status"]).toBe("TRADE_CLOSED");
    expect(merchant.received).toHaveLength(1);
  });

  it("are made by cancel, which closes an unpaid trade and does nothing to an unknown one", async () => {
    await paidTrade("R5");
    expect(await call("alipay.trade.cancel", { out_trade_no: "R5" })).toMatchObject({
      action: "refund",
      retryFlag: "N",
    });
    expect((await tradeOf(simulator, "R5"))["refunded_fen"]).toBe(1000);
    expect((await call("alipay.trade.cancel", { out_trade_no: "none" }))["action"]).toBeUndefined();
    await call("alipay.trade.create", {
      out_trade_no: "R6",
      total_amount: "1.00",
      subject: "x",
      buyer_id: buyers.liSi,
    });
    expect(await call("alipay.trade.cancel", { out_trade_no: "R6" })).toMatchObject({ action: "close" });
  });
});

describe("a payment at the counter", () => {
  const pay = (outTradeNo: string, amount: string, code: string): Promise<Record<string, unknown>> =>
    call("alipay.trade.pay", {
      out_trade_no: outTradeNo,
      total_amount: amount,
      subject: "x",
      scene: "bar_code",
      auth_code: code,
    });

  it("is paid at once when small, waits for the buyer when large", async () => {
    expect(await pay("B1", "1000.00", `28${buyers.zhangSan}`)).toMatchObject({
      code: "10000",
      buyerUserId: buyers.zhangSan,
    });
    expect(await pay("B2", "1000.01", `28${buyers.zhangSan}`)).toMatchObject({ code: "10003" });
    const cashier = String((await tradeOf(simulator, "B2"))["cashier_url"]);
    await payAt(cashier);
    expect((await tradeOf(simulator, "B2"))["status"]).toBe("TRADE_SUCCESS");
  });

  it.each([
    ["a code of nobody", "280000000000000000", "ACQ.PAYMENT_AUTH_CODE_INVALID"],
    ["a poor buyer", `28${buyers.poor}`, "ACQ.BUYER_BALANCE_NOT_ENOUGH"],
    ["a frozen buyer", `28${buyers.frozen}`, "ACQ.BUYER_ENABLE_STATUS_FORBID"],
    ["the seller", "282088101000000041", "ACQ.BUYER_SELLER_EQUAL"],
    ["no code at all", "12345", "ACQ.INVALID_PARAMETER"],
  ])("fails for %s", async (_name, code, subCode) => {
    expect(await pay("B3", "1.00", code)).toMatchObject({ code: "40004", subCode });
  });
});
