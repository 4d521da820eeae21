import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { provokableCodes } from "../../codes/provokable-codes.ts";
import { type Simulator, startSimulator } from "../../start-simulator.ts";
import { signedQuery } from "../../testing/mapi-client.ts";
import { openCashier, payAt } from "../../testing/shop-visit.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0 });
});
afterAll(() => simulator.close());

const partner = "2088101000000017";
function pay(outTradeNo: string): Promise<Response> {
  const fields = {
    service: "create_direct_pay_by_user",
    partner,
    out_trade_no: outTradeNo,
    subject: "<i>书</i>",
    payment_type: "1",
    total_fee: "1.00",
    seller_id: partner,
  };
  return fetch(`${simulator.mapiEndpoint}?${signedQuery({ key: "simulatorkey0123456789abcdefghij", fields })}`, {
    redirect: "manual",
  });
}

function post(path: string, form: Record<string, string>): Promise<Response> {
  return fetch(simulator.url + path, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
}

async function text(path: string): Promise<string> {
  return (await fetch(`${simulator.url}${path}`)).text();
}

describe("the control page", () => {
  it("shows endpoints, trades and exchanges, decoded and escaped, under a strict policy", async () => {
    await pay("PAGE1");
    const response = await fetch(`${simulator.url}/`);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    const page = await response.text();
    expect(page).toContain(simulator.mapiEndpoint);
    expect(page).toContain("PAGE1");
    expect(page).toContain("&lt;i&gt;书&lt;/i&gt;");
    expect(page).not.toContain("<i>书</i>");
    expect(page).toContain("验签通过");
    expect(page).toContain("模拟环境");
  });

  it("moves the clock by plain forms", async () => {
    const before = simulator.clock.nowMs();
    const response = await fetch(`${simulator.url}/sim/page/advance`, {
      method: "POST",
      body: new URLSearchParams({ advance_ms: "3600000" }),
      redirect: "manual",
    });
    expect(response.status).toBe(303);
    expect(simulator.clock.nowMs() - before).toBe(3_600_000);
    const foreign = await fetch(`${simulator.url}/sim/page/advance`, {
      method: "POST",
      headers: { origin: "https://evil.example" },
      body: new URLSearchParams({ advance_ms: "3600000" }),
    });
    expect(foreign.status).toBe(403);
  });

  it("lets a person act as buyer and seller on a trade's page, only as far as the trade allows", async () => {
    const cashier = (await pay("ACT1")).headers.get("location") ?? "";
    const trade = (await (await fetch(`${simulator.url}/sim/trades/ACT1`)).json()) as { trade_no: string };
    const path = `/sim/page/trades/${trade.trade_no}`;
    expect(await text(path)).toContain("关闭交易");
    await payAt(cashier);
    const act = (action: unknown): Promise<Response> => post(`${path}/act`, { do: JSON.stringify(action) });
    expect((await act({ action: "refund", amount_fen: 1 })).status).toBe(409);
    expect((await act({ action: "refund", amount_fen: 50 })).status).toBe(303);
    const page = await text(path);
    expect(page).toContain("TRADE_SUCCESS");
    expect(page).toContain("¥0.50");
    expect(page).not.toContain("关闭交易");
    expect((await act({ action: "refund" })).status).toBe(303);
    expect(await text(path)).toContain("这笔交易到头了");
    expect((await post("/sim/page/trades/none/act", { do: "{}" })).headers.get("location")).toBe("/sim");
  });

  it("plays a scenario on a trade and says how the merchant did", async () => {
    await pay("PLAY1");
    const trade = (await (await fetch(`${simulator.url}/sim/trades/PLAY1`)).json()) as { trade_no: string };
    const play = (scenario: string): Promise<Response> => post(`/sim/page/trades/${trade.trade_no}/play`, { scenario });
    expect(await (await play("notify-forged")).text()).toContain("verdict good");
    expect((await play("notify-wrong-app-id")).status).toBe(409);
    expect((await play("nothing")).headers.get("location")).toBe("/sim");
  });

  it("lists every code, and answers a chosen one to the next call", async () => {
    const codes = await text("/sim/page/codes");
    for (const { code } of provokableCodes()) expect(codes).toContain(`<code>${code}</code>`);
    expect((await post("/sim/page/rules", { code: " PAY_CHECK_FAIL " })).status).toBe(303);
    expect(await text("/sim")).toContain("PAY_CHECK_FAIL");
    expect((await pay("RULE1")).headers.get("simulator-error")).toBe("PAY_CHECK_FAIL");
    expect((await pay("RULE1")).status).toBe(303);
    await post("/sim/page/clear-rules", {});
    expect(await text("/sim")).not.toContain("生效的规则");
  });

  it("switches our explanations under error pages off and on", async () => {
    const explained = async (): Promise<boolean> => {
      const bytes = await (await fetch(`${simulator.mapiEndpoint}?service=create_direct_pay_by_user`)).arrayBuffer();
      return new TextDecoder("gbk").decode(bytes).includes("模拟器的解释");
    };
    expect(await explained()).toBe(true);
    await post("/sim/page/explain", { explain: "off" });
    expect(await explained()).toBe(false);
    await post("/sim/page/explain", { explain: "on" });
    expect(await explained()).toBe(true);
  });

  it("offers codes to scan, and what the buyer of an escrow trade can do", async () => {
    const fields = {
      ...{ service: "create_partner_trade_by_buyer", partner, out_trade_no: "ESC1", subject: "x", payment_type: "1" },
      ...{ price: "1.00", quantity: "1", seller_id: partner, logistics_type: "EXPRESS", logistics_fee: "0.00" },
      logistics_payment: "SELLER_PAY",
    };
    const query = signedQuery({ key: "simulatorkey0123456789abcdefghij", fields });
    const cashier = await openCashier(`${simulator.mapiEndpoint}?${query}`);
    expect(await text("/sim")).toContain(`href="${new URL(cashier).pathname}"`);
    await payAt(cashier);
    expect(await text("/sim")).not.toContain(`href="${new URL(cashier).pathname}"`);
    expect(await (await fetch(cashier)).text()).toContain("申请退款");
    const step = (name: string): Promise<Response> =>
      fetch(`${cashier}/dispute`, { method: "POST", body: new URLSearchParams({ step: name }) });
    // The seller's steps are not the buyer's to take.
    await step("agree");
    await step("ask");
    await step("agree");
    expect(await (await fetch(cashier)).text()).toContain("买家申请退款，等卖家处理");
    await step("withdraw");
    expect(await (await fetch(cashier)).text()).toContain("退款申请已撤回");
  });

  it("streams each exchange as it happens, and what was missed since the last one seen", async () => {
    const stream = await fetch(`${simulator.url}/sim/exchanges/live`, { headers: { "last-event-id": "0" } });
    expect(stream.headers.get("content-type")).toBe("text/event-stream");
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (reader === undefined) throw new Error("no stream");
    await pay("LIVE1");
    let seen = "";
    while (!seen.includes("LIVE1")) seen += (await reader.read()).value ?? "";
    expect(seen).toContain("PAGE1");
    expect(seen.match(/^id: \d+$/gm)?.length).toBeGreaterThanOrEqual(2);
    await fetch(`${simulator.url}/sim/reset`, { method: "POST" });
    let ended = false;
    while (!ended) ended = (await reader.read()).done;
    expect(await text("/sim/exchanges")).toBe('{"exchanges":[]}');
  });
});
