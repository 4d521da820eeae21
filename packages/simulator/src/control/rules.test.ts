import { AlipaySdk } from "alipay-sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { md5Holds, signedQuery } from "../testing/mapi-client.ts";
import { type Merchant, startMerchant } from "../testing/merchant.ts";
import { advance, openCashier, payAt, tradeOf } from "../testing/shop-visit.ts";
import { addRule, postSim } from "../testing/sim-api.ts";
import { defaultWorld } from "../world/default-world.ts";

const key = "simulatorkey0123456789abcdefghij";
const partner = "2088101000000017";
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

function direct(outTradeNo: string, totalFee = "1.00"): string {
  return `${simulator.mapiEndpoint}?${signedQuery({
    key,
    fields: {
      service: "create_direct_pay_by_user",
      partner,
      out_trade_no: outTradeNo,
      subject: "x",
      payment_type: "1",
      total_fee: totalFee,
      seller_id: partner,
      notify_url: `${merchant.url}/n`,
    },
  })}`;
}

function query(outTradeNo: string): Promise<Response> {
  const fields = { service: "single_trade_query", partner, out_trade_no: outTradeNo };
  return fetch(`${simulator.mapiEndpoint}?${signedQuery({ key, fields })}`);
}

function sdk(): AlipaySdk {
  const app = defaultWorld().accounts.find((account) => account.id === "openapi-key");
  if (app?.protocol !== "openapi") throw new Error("no app");
  const { appId, privateKey, alipayPublicKey } = app;
  return new AlipaySdk({ appId, privateKey, keyType: "PKCS8", alipayPublicKey, gateway: simulator.openapiEndpoint });
}

const askOpenapi = (): Promise<Record<string, unknown>> =>
  sdk().exec("alipay.trade.query", { bizContent: { out_trade_no: "R1" } }, { validateSign: true });

async function statusOf(outTradeNo: string): Promise<unknown> {
  return (await tradeOf(simulator, outTradeNo))["status"];
}

describe("a rule on requests", () => {
  it("answers any code instead of the truth, in the form of the protocol", async () => {
    await addRule(simulator, { kind: "code", code: "SYSTEM_ERROR" }, { protocol: "mapi" });
    expect(await (await query("R1")).text()).toContain("<error>SYSTEM_ERROR</error>");
    expect((await fetch(direct("R1"))).headers.get("simulator-error")).toBe("SYSTEM_ERROR");
    await addRule(simulator, { kind: "code", code: "ACQ.SYSTEM_ERROR" }, { protocol: "openapi" });
    expect(await askOpenapi()).toMatchObject({ code: "40004", subCode: "ACQ.SYSTEM_ERROR" });
  });

  it("acts on the nth call only, for as many times as it says", async () => {
    await addRule(
      simulator,
      { kind: "code", code: "SYSTEM_ERROR" },
      { service: "single_trade_query", nth: 2, times: 2 },
    );
    const answers: string[] = [];
    for (let call = 0; call < 4; call += 1) answers.push(await (await query("R1")).text());
    expect(answers.map((text) => text.includes("SYSTEM_ERROR"))).toEqual([false, true, true, false]);
  });

  it("matches by order, amount and account", async () => {
    await addRule(simulator, { kind: "code", code: "A_CODE" }, { amount_fen: 777 });
    await addRule(simulator, { kind: "code", code: "B_CODE" }, { out_trade_no: "R2" });
    await addRule(simulator, { kind: "code", code: "C_CODE" }, { account: "openapi-key" });
    expect((await fetch(direct("R1", "7.77"))).headers.get("simulator-error")).toBe("A_CODE");
    expect((await fetch(direct("R2"))).headers.get("simulator-error")).toBe("B_CODE");
    expect((await fetch(direct("R3"))).headers.get("simulator-error")).toBe(null);
    expect(await askOpenapi()).toMatchObject({ subCode: "C_CODE" });
  });

  it("answers an error although the call was carried out", async () => {
    await addRule(simulator, { kind: "code", code: "SYSTEM_ERROR", executed: true }, { service: "close_trade" });
    await openCashier(direct("R1"));
    const close = { service: "close_trade", partner, out_order_no: "R1" };
    const reply = await fetch(`${simulator.mapiEndpoint}?${signedQuery({ key, fields: close })}`);
    expect(await reply.text()).toContain("SYSTEM_ERROR");
    expect(await statusOf("R1")).toBe("TRADE_CLOSED");
  });

  it("loses the request, or only the reply", async () => {
    const close = (outTradeNo: string): Promise<Response> =>
      fetch(
        `${simulator.mapiEndpoint}?${signedQuery({ key, fields: { service: "close_trade", partner, out_order_no: outTradeNo } })}`,
      );
    for (const outTradeNo of ["R1", "R2"]) await openCashier(direct(outTradeNo));
    await addRule(simulator, { kind: "lost_request" }, { out_trade_no: "R1" });
    await addRule(simulator, { kind: "lost_reply" }, { out_trade_no: "R2" });
    await expect(close("R1")).rejects.toThrow();
    await expect(close("R2")).rejects.toThrow();
    expect(await statusOf("R1")).toBe("WAIT_BUYER_PAY");
    expect(await statusOf("R2")).toBe("TRADE_CLOSED");
  });

  it("signs wrongly, so that the official client refuses the reply", async () => {
    expect(await askOpenapi()).toMatchObject({ subCode: "ACQ.TRADE_NOT_EXIST" });
    await addRule(simulator, { kind: "wrong_signature" });
    await expect(askOpenapi()).rejects.toThrow(/验签失败/);
  });

  it("answers 20000 in GBK to a caller who asked for UTF-8", async () => {
    await addRule(simulator, { kind: "code", code: "aop.unknow-error", gbk: true, message: "系统繁忙" });
    const url = sdk().pageExecute("alipay.trade.query", "GET", { bizContent: { out_trade_no: "1" } });
    const bytes = await (await fetch(url)).arrayBuffer();
    expect(new TextDecoder("utf-8").decode(bytes)).not.toContain("系统繁忙");
    const text = new TextDecoder("gbk").decode(bytes);
    expect(text).toContain('"code":"20000"');
    expect(text).toContain("系统繁忙");
  });

  it("sends garbage, a 502 page, an answer which is late or slow", async () => {
    await addRule(simulator, { kind: "garbage", text: "<<<" }, { nth: 1 });
    await addRule(simulator, { kind: "bad_gateway" }, { nth: 2 });
    await addRule(simulator, { kind: "delay", ms: 120 }, { nth: 3 });
    await addRule(simulator, { kind: "slow_bytes", bytes_per_second: 500 }, { nth: 4 });
    expect(await (await query("1")).text()).toBe("<<<");
    expect((await query("1")).status).toBe(502);
    for (const atLeastMs of [115, 150]) {
      const start = performance.now();
      expect(await (await query("1")).text()).toContain("TRADE_NOT_EXIST");
      expect(performance.now() - start).toBeGreaterThan(atLeastMs);
    }
  });
});

describe("a rule at the cashier", () => {
  it("keeps the buyer from paying, with its code", async () => {
    await addRule(simulator, { kind: "refuse_payment", code: "ACQ.PAYMENT_REQUEST_HAS_RISK" }, { nth: 1 });
    const cashier = await openCashier(direct("R1"));
    expect((await payAt(cashier)).error).toBe("ACQ.PAYMENT_REQUEST_HAS_RISK");
    expect((await payAt(cashier)).error).toBe(null);
    expect(await statusOf("R1")).toBe("TRADE_SUCCESS");
  });
});

describe("a rule on notifications", () => {
  it.each([
    ["withholds", { kind: "withhold" }, 0],
    ["doubles", { kind: "duplicate", copies: 3 }, 3],
  ])("%s them", async (_name, effect, count) => {
    await addRule(simulator, effect);
    await payAt(await openCashier(direct("R1")));
    await advance(simulator, 0);
    expect(merchant.received).toHaveLength(count);
    expect(new Set(merchant.received.map(({ body }) => body.toString())).size).toBe(Math.min(1, count));
  });

  it("delays them on the virtual clock", async () => {
    await addRule(simulator, { kind: "delay_notice", ms: 3_600_000 });
    await payAt(await openCashier(direct("R1")));
    await advance(simulator, 3_599_999);
    expect(merchant.received).toHaveLength(0);
    await advance(simulator, 1);
    expect(merchant.received).toHaveLength(1);
  });

  it("changes fields under a true signature, or forges the signature", async () => {
    await addRule(
      simulator,
      { kind: "change_fields", fields: { seller_id: "2088999999999999", buyer_id: null, empty: "" } },
      { out_trade_no: "R1" },
    );
    await addRule(simulator, { kind: "forge" }, { out_trade_no: "R2" });
    for (const outTradeNo of ["R1", "R2"]) await payAt(await openCashier(direct(outTradeNo)));
    await advance(simulator, 0);
    const [changed, forged] = merchant.received;
    expect(changed?.fields.get("seller_id")).toBe("2088999999999999");
    expect(changed?.fields.has("buyer_id")).toBe(false);
    expect(changed?.fields.get("empty")).toBe("");
    expect(md5Holds(changed?.body.toString("latin1") ?? "", key)).toBe(true);
    expect(md5Holds(forged?.body.toString("latin1") ?? "", key)).toBe(false);
  });
});

describe("the rules of the control API", () => {
  it("are listed with their counts, removed one by one or all", async () => {
    await addRule(simulator, { kind: "delay", ms: 0 });
    await addRule(simulator, { kind: "withhold" });
    await query("1");
    const list = async (): Promise<Array<Record<string, unknown>>> =>
      ((await (await fetch(`${simulator.url}/sim/rules`)).json()) as { rules: Array<Record<string, unknown>> }).rules;
    expect(await list()).toMatchObject([
      { id: 1, matched: 1, acted: 1 },
      { id: 2, matched: 0 },
    ]);
    expect((await fetch(`${simulator.url}/sim/rules/1`, { method: "DELETE" })).status).toBe(204);
    expect((await fetch(`${simulator.url}/sim/rules/1`, { method: "DELETE" })).status).toBe(404);
    expect(await list()).toHaveLength(1);
    await fetch(`${simulator.url}/sim/rules`, { method: "DELETE" });
    expect(await list()).toEqual([]);
  });

  it.each([
    [{}],
    [{ effect: { kind: "explode" } }],
    [{ effect: { kind: "delay", ms: -1 } }],
    [{ effect: { kind: "code" } }],
    [{ effect: { kind: "withhold" }, match: { order: "x" } }],
  ])("refuse what is no rule: %j", async (rule) => {
    const { status, json } = await postSim(simulator, "rules", rule);
    expect(status).toBe(400);
    expect(json["problems"]).not.toEqual([]);
  });
});
