import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningGateway, startGateway } from "@dedepay/gateway";
import { listScenarios, type Simulator, startSimulator } from "@dedepay/simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../command-line.ts";
import { accountRegistration } from "../demo/account-registration.ts";
import { type SiteKey, signedHeaders } from "../smoke/site-signature.ts";
import { recordedSurroundings } from "../testing/recorded-surroundings.ts";
import "../testing/watch-api.ts";

// Every scenario against our own gateway, which has to be a sound merchant: no wrong answer, and no payment settled that was
// not paid.
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const accounts = { mapi: "mapi-all", openapi: "openapi-key" } as const;
const products = { mapi: "escrow", openapi: "page" } as const;
const unpaid = [
  "notify-forged",
  "notify-wrong-amount",
  "notify-wrong-seller-id",
  "notify-wrong-app-id",
  "notify-unknown-order",
];

let folder = "";
let simulator: Simulator;
let gateway: RunningGateway;
let key: SiteKey;
let orders = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-trigger-"));
  simulator = await startSimulator();
  gateway = await startGateway({ dataDir: folder, masterKey: new Uint8Array(32).fill(1), port: 0, log: silent });
  const { gateway: verbs } = gateway;
  for (const account of simulator.world.accounts) {
    if (account.id !== accounts.mapi && account.id !== accounts.openapi) continue;
    const endpoint = account.protocol === "mapi" ? simulator.mapiEndpoint : simulator.openapiEndpoint;
    await verbs.registerAccount(
      accountRegistration(account, { id: account.id, endpoint, requestId: verbs.newRequestId() }),
    );
  }
  const site = await verbs.registerSite({ name: "t", defaultAccount: "openapi-key", requestId: verbs.newRequestId() });
  key = { id: site.keyId, secret: site.keySecret };
});
afterAll(async () => {
  await gateway?.close();
  await simulator?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function site(method: string, target: string, content?: unknown): Promise<Record<string, unknown>> {
  const body = content === undefined ? "" : JSON.stringify(content);
  const timestampSeconds = Math.floor(Date.now() / 1000);
  const response = await fetch(gateway.url + target, {
    method,
    headers: {
      ...signedHeaders(key, { method, target, body, timestampSeconds }),
      ...(body === "" ? {} : { "content-type": "application/json" }),
    },
    ...(body === "" ? {} : { body }),
  });
  return (await response.json()) as Record<string, unknown>;
}

/** An order whose cashier is open. */
async function openOrder(protocol: keyof typeof accounts): Promise<{ id: string; outTradeNo: string }> {
  orders += 1;
  const payment = await site("POST", "/v1/payments", {
    ...{ order_no: `T-${orders}`, amount_fen: 1999, subject: "青瓷茶杯", goods: "physical" },
    ...{ account: accounts[protocol], product: products[protocol] },
  });
  const [attempt] = payment["attempts"] as Array<{ out_trade_no: string }>;
  const cashier = await fetch(String(payment["pay_url"]), { method: "POST" });
  if (!cashier.url.includes("/cashier/")) throw new Error(`no cashier: ${cashier.url}`);
  return { id: String(payment["id"]), outTradeNo: attempt?.out_trade_no ?? "" };
}

const cases = listScenarios().flatMap(({ name, only }) =>
  (only?.name === "escrow"
    ? ["mapi" as const]
    : only?.name === "openapi"
      ? ["openapi" as const]
      : ["mapi" as const, "openapi" as const]
  ).map((protocol) => [name, protocol] as const),
);

describe("our gateway in the scenario", () => {
  it.each(cases)("%s of a %s trade", async (name, protocol) => {
    await fetch(`${simulator.url}/sim/reset`, { method: "POST" });
    const { id, outTradeNo } = await openOrder(protocol);
    const surroundings = recordedSurroundings();
    const code = await runCommandLine(
      ["trigger", name, "--order", outTradeNo, "--simulator", simulator.url],
      surroundings,
    );
    expect(surroundings.complained()).toBe("");
    expect([surroundings.printed(), code]).toEqual([expect.stringContaining("✓"), 0]);
    if (unpaid.includes(name)) expect(await site("GET", `/v1/payments/${id}`)).toMatchObject({ state: "unpaid" });
  });
});
