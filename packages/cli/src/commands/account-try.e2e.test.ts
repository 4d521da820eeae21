import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningGateway, startGateway } from "@dedepay/gateway";
import { type Simulator, startSimulator } from "@dedepay/simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountRegistration } from "../demo/account-registration.ts";
import { openMasterKeys } from "../master-keys.ts";
import { httpExchange } from "../platform/http-exchange.ts";
import { ownerCommands, type Ran } from "../testing/run-command.ts";

let simulator: Simulator;
let gateway: RunningGateway;
let folder: string;

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 50)));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-try-"));
  simulator = await startSimulator();
  const masterKey = openMasterKeys(folder, { randomBytes: (length) => new Uint8Array(length).fill(5) });
  gateway = await startGateway({ dataDir: folder, masterKey, port: 0, log: silent });
  for (const account of simulator.world.accounts) {
    if (!["mapi-all", "openapi-key", "mapi-direct-physical"].includes(account.id)) continue;
    const endpoint = account.protocol === "mapi" ? simulator.mapiEndpoint : simulator.openapiEndpoint;
    const about = { id: account.id, endpoint, requestId: "req_setup" };
    await gateway.gateway.registerAccount(accountRegistration(account, about));
  }
});
afterAll(async () => {
  await gateway.close();
  await simulator.close();
  rmSync(folder, { recursive: true, force: true });
});

async function tryAccount(...parameters: string[]): Promise<Ran> {
  return tryWaiting(pause, ...parameters);
}

async function tryWaiting(sleep: (ms: number) => Promise<void>, ...parameters: string[]): Promise<Ran> {
  const dedepay = ownerCommands(folder);
  const address = parameters.includes("--public-url") ? [] : ["--public-url", gateway.url];
  return dedepay(["account", "try", ...parameters, ...address], { sleep });
}

/** Asks Alipay in every pause, so that nobody has to wait for the gateway's own schedule. */
async function pauseAndAsk(ms: number): Promise<void> {
  const { data } = await gateway.gateway.listPayments({ siteId: "dedepay-try", limit: 1 });
  for (const { id } of data) await gateway.gateway.confirmByQuery({ paymentId: id, requestId: "req_test" });
  await pause(ms);
}

type Step = { name: string; ok: boolean; took_ms: number; text: { zh: string } };

async function rule(body: unknown): Promise<void> {
  const made = await httpExchange({
    method: "POST",
    url: `${simulator.url}/sim/rules`,
    headers: { "content-type": "application/json" },
    body: Buffer.from(JSON.stringify(body)),
  });
  expect(made.status).toBe(201);
}

describe("dedepay account try", () => {
  it.each([
    ["mapi-all", "direct", "refunded"],
    ["mapi-all", "escrow", "finished"],
    ["openapi-key", "page", "refunded"],
    ["openapi-key", "qr", "refunded"],
  ])("takes one cent all the way through %s by %s, and ends %s", async (account, product, state) => {
    const ran = await tryAccount(account, "--product", product, "--simulated-buyer", "--json");
    expect(ran.complained).toBe("");
    expect(ran.code).toBe(0);
    const { ok, steps } = ran.json() as { ok: boolean; steps: Step[] };
    expect(ok).toBe(true);
    expect(steps.map(({ name }) => name)).toEqual([
      ...["gateway", "account", "payment", "paid", "notified", "settled", "refunded", "booked"],
    ]);
    expect(steps.every(({ took_ms }) => took_ms >= 0)).toBe(true);
    expect(steps.at(-1)?.text.zh).toContain(state);
  });

  it("reports each step with its time, for people", async () => {
    const ran = await tryAccount("mapi-all", "--simulated-buyer");
    expect(ran.printed).toMatch(/✓ {2}网关在运行 the gateway runs\s+\d\.\d s/);
    expect(ran.printed).toContain("一分钱走完了全程");
  });

  it("makes one site for itself, whose key opens nothing, and leaves no trace in a shop", async () => {
    await tryAccount("mapi-all", "--simulated-buyer");
    await tryAccount("mapi-all", "--simulated-buyer");
    const sites = await gateway.gateway.listSites();
    expect(sites.map(({ id, mode }) => [id, mode])).toEqual([["dedepay-try", "test"]]);
    const keys = await gateway.gateway.listSiteKeys("dedepay-try");
    expect(keys.map(({ standing }) => standing)).toEqual(["revoked"]);
  });

  it("stops at a notification that does not come, although the money is there, and says where to look", async () => {
    // The notice that the buyer opened the cashier arrives; those about the money do not.
    for (const trade_status of ["WAIT_SELLER_SEND_GOODS", "WAIT_BUYER_CONFIRM_GOODS"])
      await rule({ match: { account: "mapi-all", trade_status, times: 1 }, effect: { kind: "withhold" } });
    const flags = ["--product", "escrow", "--simulated-buyer", "--wait", "4s"];
    const ran = await tryWaiting(pauseAndAsk, "mapi-all", ...flags);
    expect(ran.code).toBe(1);
    expect(ran.printed).toMatch(/✗ {2}收到支付宝的通知/);
    expect(ran.printed).toContain(`${gateway.url}/notify/mapi-all`);
    expect(ran.printed).toContain("反向代理");
  });

  it("stops where nobody pays, and where the gateway is not there or is another one", async () => {
    const nobody = await tryAccount("mapi-all", "--wait", "1s", "--json");
    expect(nobody.code).toBe(1);
    expect(nobody.json()).toMatchObject({ ok: false });
    expect(nobody.complained).toContain("/pay/");
    const absent = await tryAccount("mapi-all", "--public-url", "http://127.0.0.1:9", "--simulated-buyer");
    expect([absent.code, absent.printed]).toEqual([1, expect.stringContaining("没有网关应答")]);
    const stranger = await startGateway({
      ...{ dataDir: join(folder, "stranger"), masterKey: new Uint8Array(32).fill(6), port: 0, log: silent },
    });
    const other = await tryAccount("mapi-all", "--public-url", stranger.url, "--simulated-buyer");
    await stranger.close();
    expect([other.code, other.printed]).toEqual([1, expect.stringContaining("用的不是这份数据")]);
  });

  it("stops at keys which Alipay does not recognise, with the finding", async () => {
    const dedepay = ownerCommands(folder);
    const wrong = { input: "directphysicalkey0123456789abcdf" };
    await dedepay(["account", "rotate-key", "mapi-direct-physical", "--md5-key-file", "-", "--no-check"], wrong);
    const ran = await tryAccount("mapi-direct-physical", "--simulated-buyer");
    expect(ran.code).toBe(1);
    expect(ran.printed).toMatch(/✗ {2}支付宝认可密钥[\s\S]*这把密钥不是这个 PID 的[\s\S]*→/);
  });

  it("pays by itself in the simulator only", async () => {
    const account = { id: "real", environment: "sandbox" as const, requestId: "r", contracts: [] };
    const credentials = { partner: "2088101000000017", signType: "MD5" as const, md5Key: "a".repeat(32) };
    await gateway.gateway.registerAccount({ ...account, protocol: "mapi", credentials });
    const ran = await tryAccount("real", "--simulated-buyer");
    expect([ran.code, ran.complained]).toEqual([2, expect.stringContaining("没有模拟买家")]);
    expect((await tryAccount("nobody")).code).toBe(1);
  });
});
