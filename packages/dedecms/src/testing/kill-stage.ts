// Four shops (both ways in, both engines) on one PHP server, one MariaDB, one gateway and one local Alipay, each a process but
// Alipay's. Gateway, PHP and MariaDB may be killed at any moment and started again where they were.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGateway, type Gateway } from "@dedepay/gateway";
import { credentialsOf, type Simulator, startSimulator } from "@dedepay/simulator";
import { createConnection } from "mysql2/promise";
import { databaseAdapterName } from "../database/database-adapter.ts";
import { shopDatabaseAdapter } from "../platform/shop-database-adapter.ts";
import { bundleScript } from "./bundle-script.ts";
import type { KilledGatewayInput } from "./killed-gateway.ts";
import { freePort, type PhpServer, startPhpServer } from "./php-server.ts";
import { type PrivateMariadb, startPrivateMariadb } from "./private-mariadb.ts";
import { createShop, type ShopTables } from "./shop-database.ts";
import { writeShopRoot } from "./shop-site.ts";

export type KillShop = ShopTables & {
  /** Also its database, its folder and its site. */
  readonly name: string;
  readonly way: "webhook" | "database";
};

export const killShops: readonly KillShop[] = [
  { name: "webhook_myisam", way: "webhook", engine: "MyISAM", charset: "gbk" },
  { name: "webhook_innodb", way: "webhook", engine: "InnoDB", charset: "utf8" },
  { name: "database_myisam", way: "database", engine: "MyISAM", charset: "utf8" },
  { name: "database_innodb", way: "database", engine: "InnoDB", charset: "gbk" },
];

export type Victim = { readonly kill: () => Promise<void>; readonly start: () => Promise<void> };

export type KillStage = {
  readonly simulator: Simulator;
  readonly victims: Readonly<Record<"gateway" | "php" | "mariadb", Victim>>;
  readonly shopUrl: (shop: KillShop) => string;
  readonly mariadbUrl: string;
  /** The gateway's own database. */
  readonly ledger: string;
  /** A gateway in this process on the same ledger, for what an owner does by commands. Its timers stand still. */
  readonly openGateway: () => Promise<Gateway>;
  readonly query: (database: string, statements: string) => Promise<Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
};

const masterKey = Buffer.alloc(32, 7);
const ledger = "ledger";
const accountId = "mapi-all";
const siteAdapters = { [databaseAdapterName]: shopDatabaseAdapter };

export async function startKillStage(): Promise<KillStage> {
  const undo: (() => Promise<void> | void)[] = [];
  const folder = mkdtempSync(join(tmpdir(), "dedepay-killed-"));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const mariadb = await startPrivateMariadb();
  undo.push(() => mariadb.remove());
  const simulator = await startSimulator();
  undo.push(() => simulator.close());
  const query: KillStage["query"] = (database, statements) => queryOnce(`${mariadb.url}/${database}`, statements);
  await query("", `CREATE DATABASE ${ledger}`);
  const gatewayPort = await freePort();
  const phpPort = await freePort();
  const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
  const phpUrl = `http://127.0.0.1:${phpPort}`;
  const databaseUrl = `${mariadb.url}/${ledger}`;
  const openGateway = (): Promise<Gateway> =>
    createGateway({
      ...{ databaseUrl, masterKey, publicUrl: () => gatewayUrl, pollMs: 200 },
      ...{ egressAllow: ["loopback"], siteAdapters },
    });
  await prepare({ simulator, mariadb, openGateway, query, folder, phpUrl, gatewayUrl });
  const script = await bundleScript(new URL("./killed-gateway.ts", import.meta.url));
  undo.push(() => script.remove());
  const input = {
    dataDir: join(folder, "data"),
    databaseUrl,
    port: gatewayPort,
    masterKeyHex: masterKey.toString("hex"),
  };
  const victims = { gateway: gatewayProcess(script.file, input), php: phpProcess(folder, phpPort), mariadb };
  for (const victim of [victims.gateway, victims.php]) {
    await victim.start();
    undo.push(() => victim.kill());
  }
  return {
    ...{ simulator, victims, ledger, openGateway, query, mariadbUrl: mariadb.url },
    shopUrl: ({ name }) => `${phpUrl}/${name}`,
    close: async () => {
      for (const step of undo.reverse()) await step();
    },
  };
}

async function queryOnce(url: string, statements: string): Promise<Record<string, unknown>[]> {
  const connection = await createConnection({ uri: url, multipleStatements: true, charset: "utf8mb4" });
  try {
    const [rows] = await connection.query(statements);
    return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
  } finally {
    await connection.end();
  }
}

type Preparing = Pick<KillStage, "simulator" | "openGateway" | "query"> & {
  readonly mariadb: PrivateMariadb;
  readonly folder: string;
  readonly phpUrl: string;
  readonly gatewayUrl: string;
};

async function prepare(o: Preparing): Promise<void> {
  const account = o.simulator.world.accounts.find(({ id }) => id === accountId);
  const credentials = account === undefined ? undefined : credentialsOf(account);
  if (credentials?.protocol !== "mapi") throw new Error(`no partner ${accountId} in the world`);
  const { protocol, ...mapi } = credentials;
  const gateway = await o.openGateway();
  await gateway.registerAccount({
    id: accountId,
    environment: "simulator",
    endpoint: o.simulator.mapiEndpoint,
    protocol,
    credentials: { ...mapi, signType: "MD5" },
    contracts: [{ product: "direct", goods: "any", status: "active" }],
    requestId: "req_setup",
  });
  for (const shop of killShops) await prepareShop(gateway, shop, o);
  await gateway.close();
}

async function prepareShop(gateway: Gateway, shop: KillShop, o: Preparing): Promise<void> {
  const { hostname: host, port } = new URL(o.mariadb.url);
  const entry = { host, port: Number(port), user: "root", password: "" };
  await o.query("", createShop(shop.name, shop));
  const site = await gateway.registerSite({
    id: shop.name,
    name: shop.name,
    webhookUrl: `${o.phpUrl}/${shop.name}/plus/dedepay.php`,
    defaultAccount: accountId,
    requestId: "req_setup",
  });
  if (shop.way === "database") {
    const settings = { ...entry, database: shop.name, charset: shop.charset };
    await gateway.setSiteDelivery({
      siteId: shop.name,
      adapter: databaseAdapterName,
      settings,
      requestId: "req_setup",
    });
  }
  writeShopRoot(join(o.folder, "shops", shop.name), {
    gateway: o.gatewayUrl,
    database: { ...entry, name: shop.name, charset: shop.charset },
    settings: { key_id: site.keyId, secret: site.keySecret, webhook_secret: site.webhookSecret },
  });
}

function gatewayProcess(script: string, input: KilledGatewayInput): Victim {
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    // It does not start while its database is down, and says so by ending.
    for (;;) {
      child = spawn(process.execPath, [script, JSON.stringify(input)], { stdio: ["ignore", "pipe", "ignore"] });
      const lines = child.stdout === null ? undefined : createInterface(child.stdout);
      const isUp = await Promise.race([
        once(lines ?? child, "line").then(() => true),
        once(child, "exit").then(() => false),
      ]);
      if (isUp) return;
    }
  };
  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  return { start, kill };
}

function phpProcess(folder: string, port: number): Victim {
  let server: PhpServer | undefined;
  return {
    start: async () => {
      server = await startPhpServer({ root: join(folder, "shops"), extensions: ["mysqli", "curl"], workers: 4, port });
    },
    kill: async () => server?.close(),
  };
}
