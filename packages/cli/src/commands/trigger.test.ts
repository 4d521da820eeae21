import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buildRequest, createMapiAccount, type MapiAccount, requestUrl } from "@dedepay/alipay";
import { defaultWorld, type Simulator, startSimulator } from "@dedepay/simulator";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommandLine } from "../command-line.ts";
import { recordedSurroundings } from "../testing/recorded-surroundings.ts";

let simulator: Simulator;
let answer = "success";
let posts = 0;
const shop = createServer((request, response) => {
  request.resume().on("end", () => {
    posts += 1;
    response.end(answer);
  });
});

beforeEach(async () => {
  simulator = await startSimulator({ speed: 0 });
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  answer = "success";
  posts = 0;
});
afterEach(async () => {
  await simulator.close();
  shop.closeAllConnections();
  await new Promise((resolve) => shop.close(resolve));
});

function account(): MapiAccount {
  const partner = defaultWorld().accounts.find(({ id }) => id === "mapi-all");
  if (partner?.protocol !== "mapi") throw new Error("no partner");
  return createMapiAccount({ partner: partner.partner, signType: "MD5", md5Key: partner.md5Key });
}

/** Opens the cashier of an order, so that a trade exists. */
async function openOrder(outTradeNo: string): Promise<void> {
  const { partner } = account();
  const request = buildRequest(
    account(),
    "create_direct_pay_by_user",
    { out_trade_no: outTradeNo, subject: "书", total_fee: "1.00", payment_type: "1", seller_id: partner },
    {
      endpoint: simulator.mapiEndpoint,
      notifyUrl: `http://127.0.0.1:${(shop.address() as AddressInfo).port}/notify`,
      nowMs: Date.now(),
    },
  );
  const response = await fetch(requestUrl(request));
  if (!response.url.includes("/cashier/")) throw new Error(await response.text());
}

/** The address of a query about T1. */
function signedQuery(): string {
  const request = buildRequest(
    account(),
    "single_trade_query",
    { out_trade_no: "T1" },
    { endpoint: simulator.mapiEndpoint, nowMs: Date.now() },
  );
  return requestUrl(request);
}

async function run(...parameters: string[]): Promise<{ code: number; printed: string; complained: string }> {
  const surroundings = recordedSurroundings();
  const code = await runCommandLine(["trigger", ...parameters], surroundings);
  return { code, printed: surroundings.printed(), complained: surroundings.complained() };
}

describe("dedepay trigger", () => {
  it("lists the scenarios without a simulator", async () => {
    const { code, printed } = await run("--list");
    expect(code).toBe(0);
    expect(printed).toContain("notify-forged  ");
    expect(JSON.parse((await run("--list", "--json")).printed).scenarios.length).toBeGreaterThan(20);
  });

  it("plays on the latest order and reports what the merchant answered", async () => {
    await openOrder("T1");
    await openOrder("T2");
    const { code, printed } = await run("notify-duplicated", "--simulator", simulator.url);
    expect(printed).toContain("T2");
    expect(printed).toContain("HTTP 200 success");
    expect(posts).toBeGreaterThanOrEqual(2);
    expect(code).toBe(0);
    const { code: chosen, printed: json } = await run(
      "refund-in-console",
      ...["--order", "T1", "--simulator", simulator.url, "--json"],
    );
    expect(chosen).toBe(0);
    expect(JSON.parse(json)).toMatchObject({ verdict: { ok: true }, trade: { out_trade_no: "T1" } });
  });

  it("finds the merchant who believes a forged notification", async () => {
    await openOrder("T1");
    const believed = await run("notify-forged", "--simulator", simulator.url);
    expect(believed.code).toBe(1);
    expect(believed.printed).toMatch(
      /TRADE_SUCCESS ¥1\.00 +HTTP 200 success +✗\n {2}1\. 商户对验签不过的通知回了 success/,
    );
    expect(believed.printed).toContain("anybody can forge a payment");
    answer = "fail";
    expect((await run("notify-forged", "--simulator", simulator.url)).code).toBe(0);
    const refused = await run("notify-duplicated", "--simulator", simulator.url);
    expect([refused.code, refused.printed.match(/✗/g)?.length]).toEqual([1, 4]);
  });

  it("goes on watching, and reports the merchant's calls and the next step", async () => {
    await openOrder("T1");
    const watching = run("notify-never-sent", "--simulator", simulator.url, "--wait", "1");
    const query = signedQuery();
    const seen = async (): Promise<string> => (await fetch(`${simulator.url}/sim/trades/T1`)).text();
    while (!(await seen()).includes("TRADE_SUCCESS"));
    await fetch(query);
    const { code, printed } = await watching;
    expect(code).toBe(0);
    expect(printed).toContain("没有发通知");
    expect(printed).toMatch(/T1 +single_trade_query +ok/);
    expect(printed).toContain("下一步 next");
  });

  it.each(["61", "-1", "x"])("refuses to wait %s seconds", async (wait) => {
    expect((await run("notify-forged", `--wait=${wait}`)).code).toBe(2);
  });

  it("says which trades a scenario is for", async () => {
    await openOrder("T1");
    const { code, complained } = await run("notify-wrong-app-id", "--simulator", simulator.url);
    expect(code).toBe(2);
    expect(complained).toContain("没有意义");
  });

  it("says what is missing: a scenario, a trade, a simulator", async () => {
    expect(await run("no-such-thing")).toMatchObject({ code: 2, complained: expect.stringContaining("--list") });
    expect((await run()).code).toBe(2);
    expect((await run("notify-forged", "--simulator", "nowhere")).code).toBe(2);
    const at = ["--simulator", simulator.url];
    expect(await run("notify-forged", ...at)).toMatchObject({ code: 1, complained: expect.stringContaining("交易") });
    await openOrder("T1");
    expect((await run("notify-forged", "--order", "T9", ...at)).complained).toContain("T9");
    const gone = await run("notify-forged", "--simulator", "http://127.0.0.1:1");
    expect(gone).toMatchObject({ code: 1, complained: expect.stringContaining("dedepay simulate") });
  });
});
