// Everything at once, for tests of the whole way: a local Alipay, a gateway with a site registered, and the made-up shop on
// PHP and MariaDB with our files in it. Its stock settings are those of the local Alipay's account, as before a changeover.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningGateway, startGateway } from "@dedepay/gateway";
import { credentialsOf, type Simulator, startSimulator } from "@dedepay/simulator";
import { databaseAdapterName } from "../database/database-adapter.ts";
import { shopDatabaseAdapter } from "../platform/shop-database-adapter.ts";
import { type FormPage, send, visit } from "./form-browser.ts";
import { testdata } from "./php-server.ts";
import { openShopDatabase, type ShopDatabase, type ShopTables } from "./shop-database.ts";
import { shopSettings } from "./shop-settings.ts";
import { phpArray, type ShopSite, startShopSite } from "./shop-site.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const accountId = "mapi-all";

export type SimTrade = {
  readonly out_trade_no: string;
  readonly status: string;
  readonly notifications: { status: string; attempts: { acknowledged: boolean }[] }[];
};

export type WholeShop = {
  readonly simulator: Simulator;
  readonly gateway: RunningGateway;
  readonly siteId: string;
  readonly database: ShopDatabase;
  readonly site: ShopSite;
  /** Presses the shop's button and goes on to Alipay's cashier. */
  readonly toCashier: (orderNo: string) => Promise<FormPage>;
  /** The address that the stock plugin would open for this order and amount, at the local Alipay. */
  readonly stockAddress: (orderNo: string, yuan: string) => Promise<string>;
  readonly payAt: (cashier: FormPage) => Promise<FormPage>;
  readonly trades: () => Promise<SimTrade[]>;
  readonly act: (outTradeNo: string, action: object) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** `way`: how the gateway delivers; its PHP is there either way. */
export type WholeShopOptions = ShopTables & { readonly way?: "webhook" | "database" };

export async function startWholeShop({ way = "webhook", ...tables }: WholeShopOptions): Promise<WholeShop> {
  const undo: (() => Promise<void> | void)[] = [];
  const dataDir = mkdtempSync(join(tmpdir(), "dedepay-whole-"));
  undo.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const simulator = await startSimulator();
  undo.push(() => simulator.close());
  const gateway = await startGateway({
    dataDir,
    masterKey: Buffer.alloc(32, 7),
    port: 0,
    log: quiet,
    egressAllow: ["loopback"],
    rateLimits: { perAddress: 1_000_000, perKey: 1_000_000 },
    siteAdapters: { [databaseAdapterName]: shopDatabaseAdapter },
  });
  undo.push(() => gateway.close());
  const database = await openShopDatabase(tables);
  undo.push(() => database.close());
  const site = await startShopSite({ database, gateway: gateway.url, settings: null, workers: 4 });
  undo.push(() => site.close());
  const siteId = await register({ simulator, gateway, site });
  if (way === "database") {
    const delivery = { siteId, adapter: databaseAdapterName, settings: shopSettings(database) };
    await gateway.gateway.setSiteDelivery({ ...delivery, requestId: "req_setup" });
  }
  const control = async (path: string, body?: object): Promise<unknown> => {
    const json = { "content-type": "application/json" };
    const init = body === undefined ? {} : { method: "POST", headers: json, body: JSON.stringify(body) };
    const reply = await fetch(`${simulator.url}${path}`, init);
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
    return reply.json();
  };
  const trades = async (): Promise<SimTrade[]> => ((await control("/sim/trades")) as { trades: SimTrade[] }).trades;
  return {
    simulator,
    gateway,
    siteId,
    database,
    site,
    trades,
    async toCashier(orderNo) {
      const button = await visit(`${site.url}/plus/carbuyaction.php?dopost=buy&oid=${orderNo}`);
      const address = /<form method="get" action="([^"]*)"/.exec(button.html)?.[1];
      if (address === undefined) throw new Error(`no button for ${orderNo}: ${button.html}`);
      return send(await visit(address), new URL(address).pathname);
    },
    async stockAddress(orderNo, yuan) {
      const page = await visit(`${site.url}/stock-button.php?oid=${orderNo}&price=${yuan}`);
      const query = /gateway\.do\?(.*?)'\)/.exec(page.html)?.[1] ?? "";
      return `${simulator.mapiEndpoint}?${query}`;
    },
    payAt: (cashier) => send(cashier, "/pay"),
    act: async (outTradeNo, action) => {
      await control(`/sim/trades/${outTradeNo}/actions`, action);
    },
    close: async () => {
      for (const step of undo.reverse()) await step();
    },
  };
}

type Parts = { simulator: Simulator; gateway: RunningGateway; site: ShopSite };

/** The account and the site at the gateway; the site's keys and the stock plugin's settings in the shop. */
async function register({ simulator, gateway: running, site }: Parts): Promise<string> {
  const { gateway, url } = running;
  const account = simulator.world.accounts.find((one) => one.id === accountId);
  const credentials = account === undefined ? undefined : credentialsOf(account);
  if (credentials?.protocol !== "mapi") throw new Error(`no partner ${accountId} in the world`);
  const { protocol, ...mapi } = credentials;
  const contract = { goods: "any", status: "active" } as const;
  await gateway.registerAccount({
    id: accountId,
    environment: "simulator",
    endpoint: simulator.mapiEndpoint,
    protocol,
    credentials: { ...mapi, signType: "MD5" },
    contracts: (["direct", "escrow", "dual"] as const).map((product) => ({ product, ...contract })),
    requestId: "req_setup",
  });
  const webhookUrl = `${site.url}/plus/dedepay.php`;
  const about = { name: "织梦商店", webhookUrl, defaultAccount: accountId, requestId: "req_setup" };
  const registered = await gateway.registerSite(about);
  const settings = {
    gateway: url,
    key_id: registered.keyId,
    secret: registered.keySecret,
    webhook_secret: registered.webhookSecret,
    work_distance_s: 0,
  };
  site.write("data/dedepay.config.php", `<?php\nreturn ${phpArray(settings)};\n`);
  const stock = {
    code: "alipay",
    alipay_account: mapi.sellerEmail ?? "",
    alipay_key: mapi.md5Key ?? "",
    alipay_partner: mapi.partner,
    alipay_pay_method: "2",
  };
  site.write("data/payment/alipay.php", `<?php\r\n$payment=${phpArray(stock)}\r\n?>\r\n`);
  site.write(
    "data/config.cache.inc.php",
    `<?php $cfg_basehost = '${site.url}'; $cfg_cmspath = ''; $cfg_mb_open = 'Y';`,
  );
  // The stock plugin as it was, beside ours, to begin payments which then end after the changeover.
  site.write("include/stock.php", readFileSync(join(testdata, "stock-model/include/payment/alipay.php")));
  site.write(
    "stock-button.php",
    `<?php require 'include/common.inc.php'; require 'data/payment/alipay.php'; require 'include/stock.php';
    $pay = new Alipay(); echo $pay->GetCode(array('out_trade_no' => $_GET['oid'], 'price' => $_GET['price']), $payment);`,
  );
  return registered.siteId;
}

/** An account at the same Alipay which may be paid into escrow only; answers its id, for the shop's own setting `account`. */
export async function registerEscrowOnly({
  simulator,
  gateway,
}: Pick<WholeShop, "simulator" | "gateway">): Promise<string> {
  const partner = simulator.world.accounts.find(({ id }) => id === accountId);
  if (partner?.protocol !== "mapi") throw new Error("no partner");
  const { id } = await gateway.gateway.registerAccount({
    id: "escrow-only",
    environment: "simulator",
    endpoint: simulator.mapiEndpoint,
    protocol: "mapi",
    credentials: { partner: partner.partner, signType: "MD5", md5Key: partner.md5Key },
    contracts: [{ product: "escrow", goods: "any", status: "active" }],
    requestId: "req_e",
  });
  return id;
}
