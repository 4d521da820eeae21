import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultWorld, type Simulator, startSimulator } from "@dedepay/simulator";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { plainBrowser } from "./http/testing/plain-browser.ts";
import { silentLog } from "./platform/log.ts";
import { type RunningGateway, startGateway } from "./start-gateway.ts";
import { watchedLog } from "./testing/leak-watch.ts";

/** At Alipay its contract for instant payment has ended; whoever typed the contracts in here does not know. */
const accountId = "mapi-all";

let simulator: Simulator;
let running: RunningGateway;
let dataDir: string;

beforeEach(async () => {
  const world = defaultWorld();
  for (const account of world.accounts) {
    if (account.id !== accountId || account.protocol !== "mapi") continue;
    account.errorNotices = true;
    account.contracts = account.contracts.filter(({ product }) => product !== "direct");
  }
  simulator = await startSimulator({ world });
  dataDir = await mkdtemp(join(tmpdir(), "error-page-"));
  running = await startGateway({ dataDir, masterKey: Buffer.alloc(32, 7), port: 0, log: watchedLog(silentLog) });
});
afterEach(async () => {
  await running.close();
  await simulator.close();
  await rm(dataDir, { recursive: true, force: true });
});

it("is heard of when Alipay shows it to a buyer, with the catalogue's explanation and the page to try", async () => {
  const { gateway } = running;
  const account = simulator.world.accounts.find(({ id }) => id === accountId);
  if (account?.protocol !== "mapi") throw new Error("no such account in the world");
  await gateway.registerAccount({
    id: accountId,
    environment: "simulator",
    endpoint: simulator.mapiEndpoint,
    protocol: "mapi",
    credentials: { partner: account.partner, signType: "MD5", md5Key: account.md5Key },
    contracts: [{ product: "direct", goods: "any", status: "active" }],
    requestId: "req_setup",
  });
  await gateway.setErrorNotices({ accountId, enabled: true, requestId: "req_setup" });
  const { siteId } = await gateway.registerSite({ name: "点卡店", requestId: "req_setup" });
  const order = { orderNo: "E-1", amountFen: 100n, subject: "点卡", goods: "virtual", account: accountId } as const;
  const { payment } = await gateway.createPayment({ siteId, product: "direct", requestId: "req_order", ...order });

  const browser = plainBrowser("desktop");
  const page = await browser.submit(await browser.open(payment.pay_url), `/pay/${payment.id}`);
  const code = /<span class="code">([A-Z_]+)</.exec(page.html)?.[1];
  expect(code).toBe("HAS_NO_PRIVILEGE");

  await vi.waitFor(async () => {
    const { data } = await gateway.listIncidents();
    expect(data).toMatchObject([
      {
        account: accountId,
        payment_id: payment.id,
        evidence: { alipayCode: code, testUrl: payment.pay_url },
        diagnosis: { findings: expect.arrayContaining([expect.objectContaining({ cause: expect.any(String) })]) },
      },
    ]);
  }, 20_000);
  expect(await gateway.getPayment({ siteId, paymentId: payment.id })).toMatchObject({
    outcome: "parameter_error",
    last_error: { alipay: { code } },
  });
}, 30_000);
