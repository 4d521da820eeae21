// A whole gateway on a real database, with a virtual clock, a stand-in for Alipay and one for a shop.
import { createGateway, type Gateway, type GatewayOptions } from "../create-gateway.ts";
import type { DiskSpace } from "../platform/disk-space.ts";
import type { Examiner } from "../platform/examiner.ts";
import type { Log } from "../platform/log.ts";
import type { HttpSend, Platform } from "../platform/platform.ts";
import type { DatabaseAdapter } from "../store/database-adapter.ts";
import type { DatabaseChoice } from "../store/open-adapter.ts";
import type { ContractInput } from "../use-cases/accounts/register-account.ts";
import type { IncidentDocument } from "../use-cases/incidents/describe-incident.ts";
import type { CreatePaymentInput } from "../use-cases/payments/create-payment.ts";
import type { PaymentDocument } from "../use-cases/payments/payment-document.ts";
import { alipayKeys, appKeys, FakeAlipay } from "./fake-alipay.ts";
import { FakeMailbox, FakeRobot } from "./fake-channels.ts";
import { FakeSite } from "./fake-site.ts";
import { watchedLog, watchedVerbs, watchSecret } from "./leak-watch.ts";
import { seededRandomness } from "./seeded-randomness.ts";
import { openTestDatabase, type TestDatabase } from "./test-database.ts";
import { testAppId, testMd5Key, testPartner } from "./test-identity.ts";
import { VirtualTime } from "./virtual-time.ts";

export const startMs: number = Date.parse("2026-01-01T04:00:00Z");
export const masterKey: Buffer = Buffer.alloc(32, 7);
watchSecret("master key", masterKey.toString("hex"));
watchSecret("master key", masterKey.toString("base64"));

export type TestGateway = {
  gateway: Gateway;
  time: VirtualTime;
  alipay: FakeAlipay;
  site: FakeSite;
  /** Everything that is called on somebody's word and is not the shop. */
  robot: FakeRobot;
  mailbox: FakeMailbox;
  siteId: string;
  database: TestDatabase;
  logLines: string[];
  secrets: string[];
  /** What the gateway is told of its disk; undefined: nothing. */
  diskSpace: DiskSpace | undefined;
  /** Closes the gateway and opens another one on the same database, as after a restart. */
  reopen(): Promise<void>;
  /** Opens a second gateway beside the first, as another process would. Close it before `close`. */
  openTwin(): Promise<Gateway>;
  pay(over?: Partial<CreatePaymentInput>): Promise<PaymentDocument>;
  /** The newest of them, open or not. */
  incidents(): Promise<IncidentDocument[]>;
  close(): Promise<void>;
};

const any = (product: ContractInput["product"]): ContractInput => ({ product, goods: "any", status: "active" });

export type TestGatewayOptions = Pick<
  GatewayOptions,
  "diagnostician" | "examine" | "missingTrades" | "pollMs" | "siteAdapters"
> & {
  /** A database that can be made to fail. */
  adapterOf?: (choice: DatabaseChoice) => DatabaseAdapter;
  /** See VirtualTime. */
  settle?: () => Promise<void>;
  /** Who answers on somebody's word under other names than the shop's. */
  hosts?: Readonly<Record<string, HttpSend>>;
};

/** Accounts `mapi` (MD5; direct, escrow, dual) and `openapi` (RSA2; page, wap, qr), and one site with a webhook. */
export async function openTestGateway({
  adapterOf,
  hosts = {},
  settle,
  ...options
}: TestGatewayOptions = {}): Promise<TestGateway> {
  const database = await openTestDatabase();
  const time = new VirtualTime(startMs, settle);
  const alipay = new FakeAlipay();
  const site = new FakeSite();
  const robot = new FakeRobot();
  const mailbox = new FakeMailbox();
  const platform: Platform = {
    clock: time,
    timers: time,
    randomness: seededRandomness(`gateway ${orders}`),
    http: (request) => alipay.send(request),
    egress: (request) => {
      const { hostname } = new URL(request.url);
      return (hosts[hostname] ?? (hostname === "shop.test" ? site.send : robot.send))(request);
    },
    mail: mailbox.send,
  };
  const logLines: string[] = [];
  const open = async (): Promise<Gateway> => {
    const gateway = await createGateway({
      ...database.choice,
      masterKey,
      publicUrl: () => "https://pay.test",
      pollMs: database.pollMs,
      platform,
      log: watchedLog(recordingLog(logLines)),
      diskSpace: async () => test.diskSpace,
      // Loading the doctor takes longer than most tests; those about what he says bring the real one.
      examine: findsNothing,
      ...options,
      ...(adapterOf && { adapter: adapterOf(database.choice) }),
    });
    return watchedVerbs(gateway);
  };
  const first = await open();
  await registerTestAccounts(first);
  const registered = await first.registerSite({
    name: "测试商店",
    webhookUrl: "https://shop.test/webhook",
    requestId: "req_setup",
  });
  site.secret = registered.webhookSecret;
  first.start();
  const test: TestGateway = {
    gateway: first,
    time,
    alipay,
    site,
    robot,
    mailbox,
    siteId: registered.siteId,
    database,
    logLines,
    diskSpace: undefined,
    secrets: [testMd5Key, appKeys.privateKey, registered.keySecret, registered.webhookSecret],
    async reopen() {
      await test.gateway.close();
      test.gateway = await open();
      test.gateway.start();
    },
    async openTwin() {
      const twin = await open();
      twin.start();
      return twin;
    },
    async pay(over = {}) {
      return (await test.gateway.createPayment({ ...orderOf(test.siteId), ...over })).payment;
    },
    incidents: async () => (await test.gateway.listIncidents()).data,
    async close() {
      await test.gateway.close();
      await database.release();
    },
  };
  return test;
}

const findsNothing: Examiner = async () => ({ recognised: [], findings: [], inOrder: [], needs: [] });

let orders = 0;

function orderOf(siteId: string): CreatePaymentInput {
  orders += 1;
  return {
    siteId,
    orderNo: `T-${orders}`,
    amountFen: 1234n,
    subject: "测试商品",
    goods: "physical",
    account: "mapi",
    product: "direct",
    requestId: "req_test",
  };
}

/** The two accounts: `mapi` and `openapi`. */
export async function registerTestAccounts(gateway: Gateway): Promise<void> {
  await gateway.registerAccount({
    id: "mapi",
    environment: "simulator",
    endpoint: "https://alipay.test/gateway.do",
    protocol: "mapi",
    credentials: { partner: testPartner, signType: "MD5", md5Key: testMd5Key },
    contracts: [any("direct"), any("escrow"), any("dual")],
    requestId: "req_setup",
  });
  await gateway.registerAccount({
    id: "openapi",
    environment: "simulator",
    endpoint: "https://alipay.test/gateway.do",
    protocol: "openapi",
    credentials: {
      appId: testAppId,
      privateKey: appKeys.privateKey,
      alipayPublicKey: alipayKeys.publicKey,
      sellerId: testPartner,
    },
    contracts: [any("page"), any("wap"), any("qr")],
    requestId: "req_setup",
  });
}

function recordingLog(lines: string[]): Log {
  const write = (level: string) => (fields: object, message: string) => {
    const text = JSON.stringify({ level, message, ...fields }, (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    lines.push(text);
  };
  return { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}
