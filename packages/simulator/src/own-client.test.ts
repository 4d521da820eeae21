import {
  AlipayClient,
  buildRequest,
  createMapiAccount,
  createOpenapiAccount,
  readTradeFacts,
  requestUrl,
  verifyNotification,
  verifyReturn,
} from "@dedepay/alipay";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "./start-simulator.ts";
import { type Merchant, startMerchant } from "./testing/merchant.ts";
import { advance, openCashier, payAt } from "./testing/shop-visit.ts";
import { credentialsOf } from "./world/credentials-of.ts";
import { defaultWorld } from "./world/default-world.ts";

// Judge and judged: the product's client and the simulator were written apart from each other, from the same facts.
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

function credentials(id: string): ReturnType<typeof credentialsOf> {
  const account = defaultWorld().accounts.find((one) => one.id === id);
  if (account === undefined) throw new Error(`no account ${id}`);
  return credentialsOf(account);
}

async function locationOf(cashier: string): Promise<string> {
  const response = await fetch(`${cashier}/return`, { redirect: "manual" });
  return new URL(response.headers.get("location") ?? "").search.slice(1);
}

describe.each([
  ["MD5", "utf-8"],
  ["MD5", "gbk"],
  ["RSA", "utf-8"],
] as const)("the product's MAPI client (%s, %s)", (signType, charset) => {
  it("is understood, and understands notification and return", async () => {
    const own = credentials("mapi-all");
    if (own.protocol !== "mapi") throw new Error("not of MAPI");
    const account = createMapiAccount({ ...own, signType, charset });
    const request = buildRequest(
      account,
      "create_direct_pay_by_user",
      {
        out_trade_no: "OWN1",
        subject: "测试 商品+&",
        payment_type: "1",
        total_fee: "0.01",
        seller_id: own.sellerId,
        body: "甲=乙",
      },
      {
        endpoint: simulator.mapiEndpoint,
        notifyUrl: `${merchant.url}/n`,
        returnUrl: `${merchant.url}/r`,
        nowMs: Date.now(),
      },
    );
    const cashier = await openCashier(requestUrl(request));
    await payAt(cashier);
    await advance(simulator, 0);
    const verdict = verifyNotification(account, merchant.received[0]?.body ?? Buffer.alloc(0));
    if (!verdict.verified) throw new Error(verdict.reason);
    expect(verdict.fields).toMatchObject({ subject: "测试 商品+&", body: "甲=乙" });
    expect(readTradeFacts(account, verdict.fields)).toMatchObject({
      outTradeNo: "OWN1",
      tradeStatus: "TRADE_SUCCESS",
      totalFen: 1n,
    });
    expect(verifyReturn(account, await locationOf(cashier))).toMatchObject({ verified: true });
  });
});

describe.each(["openapi-key", "openapi-certificate", "openapi-encrypted"])(
  "the product's OpenAPI client as %s",
  (id) => {
    it("is understood, and understands replies, notification and return", async () => {
      const own = credentials(id);
      if (own.protocol !== "openapi") throw new Error("not of OpenAPI");
      const { protocol: _protocol, ...options } = own;
      const account = createOpenapiAccount(options);
      const client = new AlipayClient(account, { endpoint: simulator.openapiEndpoint });
      const request = buildRequest(
        account,
        "alipay.trade.page.pay",
        { out_trade_no: "OWN2", subject: "测试商品", total_amount: "0.01", product_code: "FAST_INSTANT_TRADE_PAY" },
        {
          endpoint: simulator.openapiEndpoint,
          notifyUrl: `${merchant.url}/n`,
          returnUrl: `${merchant.url}/r`,
          nowMs: Date.now(),
        },
      );
      const asked = { out_trade_no: "OWN2" };
      await expect(client.call("alipay.trade.query", asked)).rejects.toMatchObject({
        subCode: "ACQ.TRADE_NOT_EXIST",
        outcomeKnown: true,
      });
      const cashier = await openCashier(requestUrl(request));
      await payAt(cashier);
      await advance(simulator, 0);
      expect(await client.call("alipay.trade.query", asked)).toMatchObject({
        trade_status: "TRADE_SUCCESS",
        total_amount: "0.01",
      });
      const verdict = verifyNotification(account, merchant.received[0]?.body ?? Buffer.alloc(0));
      expect(verdict).toMatchObject({ verified: true, fields: { trade_status: "TRADE_SUCCESS" } });
      expect(verifyReturn(account, await locationOf(cashier))).toMatchObject({ verified: true });
      await expect(client.call("alipay.trade.close", asked)).rejects.toMatchObject({
        subCode: "ACQ.REASON_TRADE_STATUS_INVALID",
      });
    });
  },
);
