// An old PHP shop, the gateway in Alipay's place before it, and the local Alipay behind: over real connections.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentialsOf, type Simulator, startSimulator } from "@dedepay/simulator";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Page, type PlainBrowser, plainBrowser } from "../http/testing/plain-browser.ts";
import { silentLog } from "../platform/log.ts";
import { type RunningGateway, startGateway } from "../start-gateway.ts";
import { watchedLog } from "../testing/leak-watch.ts";
import { issuedPair } from "./testing/look-alike-stage.ts";
import { type PhpShop, phpIsThere, startPhpShop } from "./testing/php-shop.ts";

/** Also on a machine that is busy with other things. */
const eventually = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 20_000 });

describe.skipIf(!phpIsThere).each(["utf-8", "gb2312"] as const)("a PHP shop in %s", (charset) => {
  let simulator: Simulator;
  let gateway: RunningGateway;
  let shop: PhpShop;
  let siteId = "";
  let keys = { partner: "", key: "" };
  const dataDir = mkdtempSync(join(tmpdir(), "dedepay-old-shop-"));

  beforeAll(async () => {
    simulator = await startSimulator();
    shop = await startPhpShop();
    gateway = await startGateway({
      dataDir,
      masterKey: new Uint8Array(32).fill(7),
      port: 0,
      log: watchedLog(silentLog),
      egressAllow: ["loopback"],
    });
    const verbs = gateway.gateway;
    for (const account of simulator.world.accounts) {
      if (account.id !== "mapi-all" && account.id !== "openapi-key") continue;
      const { protocol, ...credentials } = credentialsOf(account);
      await verbs.registerAccount({
        id: account.id,
        environment: "simulator",
        endpoint: protocol === "mapi" ? simulator.mapiEndpoint : simulator.openapiEndpoint,
        protocol,
        credentials,
        contracts: account.contracts.map(({ product, goods }) => ({ product, goods, status: "active" })),
        requestId: "req_setup",
      } as Parameters<typeof verbs.registerAccount>[0]);
    }
    const defaultAccount = charset === "utf-8" ? "mapi-all" : "openapi-key";
    const site = { name: "老商店", returnOrigins: [shop.url], defaultAccount, requestId: "req_setup" };
    siteId = (await verbs.registerSite(site)).siteId;
    keys = await issuedPair(verbs, siteId);
  }, 60_000);
  afterAll(async () => {
    await gateway?.close();
    await shop?.close();
    await simulator?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  function configure(method: 0 | 1 | 2, changes: object = {}): void {
    shop.configure({
      charset,
      gateway: `${gateway.url}/cooperate/gateway.do?`,
      alipay_partner: keys.partner,
      alipay_key: keys.key,
      alipay_account: "shop@example.com",
      alipay_pay_method: method,
      ...changes,
    });
  }

  /** From the shop's button to the page behind it. */
  async function press(browser: PlainBrowser, oid: string, price: string): Promise<Page> {
    const page = await browser.open(`${shop.url}/order.php?oid=${oid}&price=${price}`);
    const link = /href="([^"]+)"/.exec(page.html)?.[1]?.replaceAll("&amp;", "&") ?? "";
    return browser.open(link);
  }

  /** From the gateway's pay page over the cashier back to the gateway. */
  async function pay(browser: PlainBrowser, payPage: Page): Promise<Page> {
    const paymentId = payPage.url.split("/").at(-1) ?? "";
    const done = await browser.submit(await browser.submit(payPage, `/pay/${paymentId}`), "/pay");
    return browser.open(done.url.replace("/done", "/return"));
  }

  it.each([
    [0, "S-P1795372888RN600"],
    [1, "S-P1795372888RN601"],
    [2, "S-P1795372888RN602"],
    [1, "M7T1795373629RN603"],
  ] as const)("is paid by method %i for %s, and hands out once", async (method, oid) => {
    configure(method);
    const browser = plainBrowser();
    const payPage = await press(browser, oid, "148.21");
    expect(payPage.html).toContain(`支付订单号:${oid}`);
    expect(payPage.html).toContain("148.21");
    const returned = await pay(browser, payPage);
    await eventually(() => expect(shop.orderOf(oid)).toMatchObject({ state: 1, handed_out: 1 }));
    expect((await browser.open(returned.url)).html).toContain("支付成功");
    const back = /href="(\/back\/[^"]+)"/.exec(returned.html)?.[1] ?? "";
    expect((await browser.open(new URL(back, returned.url).href)).url).toBe(`${shop.url}/`);
    expect(shop.visits().filter((line) => line.includes(oid))).toHaveLength(1);
    expect((await press(browser, oid, "148.21")).html).toContain("支付成功");
  });

  it("comes back by a signed return where the owner wants it, after its notification, and hands out once", async () => {
    configure(2);
    const changes = { returns: "signed" } as const;
    await gateway.gateway.changeLookAlike({ siteId, changes, requestId: "req_s" });
    const browser = plainBrowser();
    const oid = "M7T1795373629RN604";
    const returned = await pay(browser, await press(browser, oid, "30"));
    const back = new URL(/href="(\/back\/[^"]+)"/.exec(returned.html)?.[1] ?? "", returned.url).href;
    const shopPage = await eventually(async () => {
      const page = await browser.open(back);
      expect(page.url).toContain("carbuyaction.php?dopost=return&code=alipay&");
      return page;
    });
    expect(shopPage.status).toBe(200);
    expect(
      shop
        .visits()
        .filter((line) => line.includes(oid))
        .map((line) => line.split(" ")[0]),
    ).toEqual(["POST", "GET"]);
    expect(shop.orderOf(oid)).toMatchObject({ state: 1, handed_out: 1 });
  });

  it("never shows TRADE_DATA_MATCH_ERROR: the changed order is paid at its new price, and only that", async () => {
    configure(1);
    const oid = "S-P1795372888RN605";
    const browser = plainBrowser();
    const first = await press(browser, oid, "900.21");
    await browser.submit(first, first.url.split("/").at(-1) ?? "");
    const changed = await press(browser, oid, "7.01");
    expect(changed.html).toContain("订单内容有变化");
    const payPage = await browser.submit(changed, "sign_type=MD5");
    expect(payPage.html).toContain("7.01");
    await pay(browser, payPage);
    await eventually(() => expect(shop.orderOf(oid).state).toBe(1));
    expect(shop.visits().filter((line) => line.includes(oid))).toHaveLength(1);
    expect(shop.visits().find((line) => line.includes(oid))).toContain('"total_fee":"7.01"');
    expect(shop.orderOf(oid)).toMatchObject({ state: 1, handed_out: 1 });
    const used = await press(browser, oid, "3.00");
    expect(used.html).toContain("这个订单号已经付过款");
  });

  it("with a wrong key shows its owner where to look, and nobody what is wrong", async () => {
    configure(1, { alipay_key: `${keys.key} ` });
    const page = await press(plainBrowser(), "S-P1795372888RN606", "1.00");
    expect([page.status, /data-legacy-code="(\w+)"/.exec(page.html)?.[1]]).toEqual([401, "ILLEGAL_SIGN"]);
    expect(page.html).not.toMatch(/空白|white space/);
    await eventually(async () => {
      const incidents = await gateway.gateway.listIncidents();
      const ours = incidents.data.find(({ cause }) => cause === "look-alike-request-refused");
      expect(ours?.diagnosis?.findings[0]).toMatchObject({ cause: "key-with-white-space", confidence: "proven" });
    });
  });
});
