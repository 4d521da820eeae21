import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buildRequest, createMapiAccount, requestUrl } from "@dedepay/alipay";
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

/** Opens the cashier of an order, so that a trade exists. */
async function openOrder(outTradeNo: string): Promise<void> {
  const partner = defaultWorld().accounts.find(({ id }) => id === "mapi-all");
  if (partner?.protocol !== "mapi") throw new Error("no partner");
  const account = createMapiAccount({ partner: partner.partner, signType: "MD5", md5Key: partner.md5Key });
  const request = buildRequest(
    account,
    "create_direct_pay_by_user",
    { out_trade_no: outTradeNo, subject: "书", total_fee: "1.00", payment_type: "1", seller_id: partner.partner },
    {
      endpoint: simulator.mapiEndpoint,
      notifyUrl: `http://127.0.0.1:${(shop.address() as AddressInfo).port}/notify`,
      nowMs: Date.now(),
    },
  );
  const response = await fetch(requestUrl(request));
  if (!response.url.includes("/cashier/")) throw new Error(await response.text());
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
    expect(believed.printed).toContain("不该相信");
    answer = "fail";
    expect((await run("notify-forged", "--simulator", simulator.url)).code).toBe(0);
    expect((await run("notify-duplicated", "--simulator", simulator.url)).code).toBe(1);
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
