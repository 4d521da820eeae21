import { AlipaySdk } from "alipay-sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { signedQuery } from "../testing/mapi-client.ts";
import { type Merchant, startMerchant } from "../testing/merchant.ts";
import { advance, openCashier, payAt, tradeOf } from "../testing/shop-visit.ts";
import { addRule, postSim } from "../testing/sim-api.ts";
import { defaultWorld } from "../world/default-world.ts";

const day = 86_400_000;
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

function sdk(): AlipaySdk {
  const app = defaultWorld().accounts.find(({ id }) => id === "openapi-key");
  if (app?.protocol !== "openapi") throw new Error("no app");
  const { appId, privateKey, alipayPublicKey } = app;
  return new AlipaySdk({ appId, privateKey, keyType: "PKCS8", alipayPublicKey, gateway: simulator.openapiEndpoint });
}

function page(outTradeNo: string): string {
  return sdk().pageExecute("alipay.trade.page.pay", "GET", {
    bizContent: {
      ...{ out_trade_no: outTradeNo, total_amount: "10.00", subject: "书", product_code: "FAST_INSTANT_TRADE_PAY" },
    },
    notifyUrl: `${merchant.url}/n`,
  });
}

async function snapshot(): Promise<Record<string, unknown>> {
  return (await (await fetch(`${simulator.url}/sim/snapshot`)).json()) as Record<string, unknown>;
}

describe("a snapshot", () => {
  it("comes back the same, in another simulator too", async () => {
    await payAt(await openCashier(page("A1")));
    await openCashier(page("A2"));
    await advance(simulator, 0);
    await sdk().exec("alipay.trade.refund", {
      bizContent: { out_trade_no: "A1", refund_amount: "3.00", out_request_no: "R1" },
    });
    await addRule(simulator, { kind: "slow_bytes", bytes_per_second: 100 }, { out_trade_no: "A9", nth: 2 });
    await advance(simulator, 0);
    const taken = await snapshot();
    expect(taken).toMatchObject({
      trades: [{ order: { outTradeNo: "A1" }, refundedFen: "300" }, { status: "WAIT_BUYER_PAY" }],
    });
    await advance(simulator, 20 * day);
    expect((await postSim(simulator, "snapshot", taken)).json).toEqual({ restored: true, trades: 2 });
    expect(await snapshot()).toEqual(taken);
    const other = await startSimulator({ speed: 0 });
    try {
      expect((await postSim(other, "snapshot", taken)).status).toBe(200);
      const again = (await (await fetch(`${other.url}/sim/snapshot`)).json()) as unknown;
      expect(again).toEqual(taken);
    } finally {
      await other.close();
    }
  });

  it("goes on with its timers: expiry, refund window, a slow refund, a notification to repeat", async () => {
    merchant.answer = () => ({ body: "fail" });
    await payAt(await openCashier(page("B1")));
    await openCashier(page("B2"));
    await addRule(simulator, { kind: "refund_pending", ms: day }, { out_trade_no: "B1" });
    await sdk().exec("alipay.trade.refund", {
      bizContent: { out_trade_no: "B1", refund_amount: "3.00", out_request_no: "R1" },
    });
    await advance(simulator, 0);
    const sent = merchant.received.length;
    const notifyId = merchant.received[0]?.fields.get("notify_id");
    await postSim(simulator, "snapshot", await snapshot());
    merchant.answer = () => ({});
    await advance(simulator, 5 * 60_000);
    expect(merchant.received.slice(sent).map(({ fields }) => fields.get("notify_id"))).toEqual([notifyId]);
    await advance(simulator, 2 * day);
    const view = (no: string): Promise<Record<string, unknown>> => tradeOf(simulator, no);
    expect(await view("B1")).toMatchObject({ status: "TRADE_SUCCESS", refunded_fen: 300 });
    await advance(simulator, 14 * day);
    expect(await view("B2")).toMatchObject({ status: "TRADE_CLOSED" });
    await advance(simulator, 360 * day);
    expect(await view("B1")).toMatchObject({ status: "TRADE_FINISHED" });
  });

  it("keeps batches of refunds: their numbers, the operator's page until midnight, and what is still to be told", async () => {
    const partner = defaultWorld().accounts.find(({ id }) => id === "mapi-all");
    if (partner?.protocol !== "mapi") throw new Error("no partner");
    const call = async (fields: Record<string, string>): Promise<Response> => {
      const query = signedQuery({ key: partner.md5Key, fields: { partner: partner.partner, ...fields } });
      return fetch(`${simulator.mapiEndpoint}?${query}`, { redirect: "manual" });
    };
    const order = {
      ...{ service: "create_direct_pay_by_user", out_trade_no: "M1", subject: "x", payment_type: "1" },
      ...{ total_fee: "10.00", seller_id: partner.partner },
    };
    await payAt(String((await call(order)).headers.get("location")));
    const { trade_no: no } = await tradeOf(simulator, "M1");
    const refund = (service: string, serial: string): Promise<Response> =>
      call({
        ...{ service, seller_user_id: partner.partner, refund_date: "2026-03-01 10:00:00", batch_num: "1" },
        ...{ batch_no: `20260301${serial}`, detail_data: `${no}^1.00^x`, notify_url: `${merchant.url}/b` },
      });
    merchant.answer = () => ({ body: "fail" });
    await refund("refund_fastpay_by_platform_nopwd", "001a");
    const operator = (await refund("refund_fastpay_by_platform_pwd", "002a")).headers.get("location") ?? "";
    await addRule(simulator, { kind: "refund_pending", ms: day });
    await refund("refund_fastpay_by_platform_nopwd", "003a");
    await advance(simulator, 0);
    const taken = await snapshot();
    expect((await postSim(simulator, "snapshot", taken)).status).toBe(200);
    expect(await snapshot()).toEqual(taken);
    expect(await (await refund("refund_fastpay_by_platform_nopwd", "001a")).text()).toContain("DUPLICATE_BATCH_NO");
    merchant.answer = () => ({});
    merchant.received.length = 0;
    await advance(simulator, 4 * 60_000);
    await advance(simulator, day);
    expect(merchant.received.map(({ fields }) => fields.get("batch_no"))).toEqual(["20260301001a", "20260301003a"]);
    expect(await (await fetch(operator)).text()).toContain("这批退款作废");
  });

  it("keeps the cashier's addresses, the money, and numbers which do not repeat", async () => {
    const cashier = await openCashier(page("C1"));
    const taken = await snapshot();
    await payAt(cashier);
    await postSim(simulator, "snapshot", taken);
    expect(((await snapshot()) as { balances: unknown }).balances).toEqual(taken["balances"]);
    await payAt(cashier);
    await openCashier(page("C2"));
    const { trades } = (await snapshot()) as { trades: Array<{ tradeNo: string; status: string }> };
    expect(trades.map(({ status }) => status)).toEqual(["TRADE_SUCCESS", "WAIT_BUYER_PAY"]);
    expect(new Set(trades.map(({ tradeNo }) => tradeNo)).size).toBe(2);
  });

  it("is refused with the place of each problem, and nothing changes", async () => {
    await openCashier(page("D1"));
    const taken = await snapshot();
    const spoilt = [
      {},
      [],
      { ...taken, version: 2 },
      { ...taken, world: {} },
      { ...taken, rules: [{ rule: { effect: { kind: "nothing" } }, matched: 0 }] },
      { ...taken, trades: [...(taken["trades"] as unknown[]), ...(taken["trades"] as unknown[])] },
      { ...taken, visits: [{ token: "x" }] },
      { ...taken, nextTrade: 1 },
      {
        ...taken,
        trades: (taken["trades"] as object[]).map((one) => ({ ...one, tradeNo: "1".repeat(28) })),
        visits: [],
      },
      { ...taken, world: { ...defaultWorld(), accounts: defaultWorld().accounts.slice(0, 1) } },
    ];
    for (const body of spoilt) {
      const { status, json } = await postSim(simulator, "snapshot", body);
      expect([status, Array.isArray(json["problems"])]).toEqual([400, true]);
    }
    expect(await snapshot()).toEqual(taken);
  });

  it("has the world file's schema beside it", async () => {
    const schema = (await (await fetch(`${simulator.url}/sim/world/schema`)).json()) as Record<string, unknown>;
    expect(schema).toMatchObject({ type: "object", required: expect.arrayContaining(["accounts", "buyers"]) });
  });
});
