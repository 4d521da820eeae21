import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../start-simulator.ts";
import { signedQuery } from "../testing/mapi-client.ts";

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
