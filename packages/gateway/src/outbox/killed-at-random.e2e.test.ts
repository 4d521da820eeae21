import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createGateway } from "../create-gateway.ts";
import { webhookReceiver } from "../http/testing/webhook-receiver.ts";
import { createSystemPlatform } from "../platform/system-platform.ts";
import { alipayServer } from "../testing/alipay-server.ts";
import { bundleTypescript } from "../testing/bundle-typescript.ts";
import { checkLedger, type LedgerCheck } from "../testing/check-ledger.ts";
import { alipayKeys, appKeys, FakeAlipay } from "../testing/fake-alipay.ts";
import { KillingRun } from "../testing/killing-run.ts";
import { seededNumbers } from "../testing/seeded-randomness.ts";
import { openTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { masterKey } from "../testing/test-gateway.ts";
import { testAppId, testPartner } from "../testing/test-identity.ts";
import { VirtualTime } from "../testing/virtual-time.ts";

const soak = process.env["DEDEPAY_SOAK"] === "1";
const kills = soak ? 200 : 20;
/** A run that found something is repeated with its seed (the moments repeat; what the machine makes of them may not). */
const seed = process.env["DEDEPAY_SEED"] ?? String(Date.now());
const amountFen = 1234;

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "dedepay-killed-"));
});
afterEach(async () => {
  await database.release();
  rmSync(folder, { recursive: true, force: true });
});

async function prepare(
  webhookUrl: string,
  alipayUrl: string,
): Promise<{ id: string; secret: string; webhookSecret: string }> {
  const gateway = await createGateway({ ...database.choice, masterKey, publicUrl: () => "https://pay.test" });
  await gateway.registerAccount({
    id: "openapi",
    environment: "simulator",
    endpoint: alipayUrl,
    protocol: "openapi",
    credentials: {
      appId: testAppId,
      privateKey: appKeys.privateKey,
      alipayPublicKey: alipayKeys.publicKey,
      sellerId: testPartner,
    },
    contracts: [],
    requestId: "req_setup",
  });
  const site = await gateway.registerSite({ name: "shop", webhookUrl, requestId: "req_setup" });
  await gateway.close();
  return { id: site.keyId, secret: site.keySecret, webhookSecret: site.webhookSecret };
}

it(`loses, doubles and invents nothing through ${kills} kills of two processes under load`, {
  timeout: soak ? 1_800_000 : 300_000,
}, async () => {
  const say = (line: string): void => void process.stderr.write(`kills, seed ${seed}: ${line}\n`);
  const random = seededNumbers(`${seed} manners`);
  const alipay = new FakeAlipay();
  // Mostly quick; sometimes so slow that the caller is killed first.
  let isRough = true;
  const slow = (mostMs: number): number => (isRough && random() < 0.2 ? random() * mostMs : 0);
  const alipayAt = await alipayServer(alipay, () => slow(300));
  const shop = await webhookReceiver();
  shop.manner = () => ({ delayMs: slow(500), status: isRough && random() < 0.1 ? 503 : 204 });
  const key = await prepare(shop.url, alipayAt.url);
  shop.secret = key.webhookSecret;
  const { databaseFile, databaseUrl } = database.choice;
  const where = databaseUrl === undefined ? { dataDir: dirname(databaseFile) } : { dataDir: folder, databaseUrl };
  const bundle = await bundleTypescript(new URL("../testing/killed-server.ts", import.meta.url), "killed-server");
  const input = { ...where, masterKeyHex: masterKey.toString("hex") };
  const run = new KillingRun({ alipay, script: bundle.file, input, key, seed, kills, amountFen, progress: say });
  await run.run();
  bundle.remove();
  isRough = false;
  await liveOn();
  await shop.close();
  await alipayAt.close();
  const received = shop.received.map(({ id, type, payment }) => ({ id, type, paymentId: String(payment["id"]) }));
  const check: LedgerCheck = {
    ...{ rows: database.rows, acknowledged: run.acknowledged, received, onlyNotified: true },
    ...{ refundsAtAlipay: alipay.refunds, refundsAsked: run.refunded, moneyAtAlipay: moneyAt(alipay) },
  };
  expect({ seed, broken: await checkLedger(check) }).toEqual({ seed, broken: [] });
  expect(run.acknowledged.size).toBeGreaterThan(kills);
  expect(alipay.refunds.size).toBeGreaterThan(kills / 2);
  expect(
    await database.rows("select id from outbox where kind = 'webhook' and status not in ('done', 'skipped')"),
  ).toEqual([]);
  expect(shop.received.every(({ verified }) => verified)).toBe(true);
  const counts = [`${run.created} payments`, `${run.acknowledged.size} acknowledged`, `${alipay.refunds.size} refunds`];
  say(`${counts.join(", ")}, ${received.length} deliveries: all in order`);
  await assertCheckerSees(check);
});

function moneyAt(alipay: FakeAlipay): LedgerCheck["moneyAtAlipay"] {
  return new Map(
    [...alipay.trades].map(([number, { totalFen, refundedFen = 0n }]) => [
      number,
      { paidFen: totalFen, refundedFen, held: false },
    ]),
  );
}

/** What the killed ones left is found by one that lives: some virtual hours, with real calls to the shop and to Alipay. */
async function liveOn(): Promise<void> {
  const system = createSystemPlatform({ egressAllow: ["loopback"] });
  const time = new VirtualTime(Date.now());
  const gateway = await createGateway({
    ...database.choice,
    masterKey,
    publicUrl: () => "https://pay.test",
    pollMs: 60_000,
    platform: { ...system, clock: time, timers: time },
  });
  gateway.start();
  const isOpen = "select id from outbox where status in ('pending', 'leased')";
  for (let hour = 0; hour < 12 && (await database.rows(isOpen)).length > 0; hour += 1) await time.advance(3600_000);
  await gateway.close();
  await system.close();
}

/** A checker that finds nothing must be one that could: each promise is broken once, by hand. */
async function assertCheckerSees(check: LedgerCheck): Promise<void> {
  const sees = async (): Promise<number> => (await checkLedger(check)).length;
  const never = { ...check, acknowledged: new Set([...check.acknowledged, "never-booked"]) };
  expect(await checkLedger(never)).not.toEqual([]);
  const invented = [...check.received, { id: "dlv_x", type: "payment.paid", paymentId: "pay_x" }];
  expect(await checkLedger({ ...check, received: invented })).not.toEqual([]);
  expect(await checkLedger({ ...check, received: [] })).not.toEqual([]);
  const [tradeNo] = [...check.refundsAtAlipay.values()].map((one) => one.tradeNo);
  const twice = new Map([...check.refundsAtAlipay, ["ref_again", { tradeNo: tradeNo ?? "", amountFen: 1234n }]]);
  expect(await checkLedger({ ...check, refundsAtAlipay: twice })).not.toEqual([]);
  const [[number] = [""]] = [...check.moneyAtAlipay];
  for (const money of [
    { paidFen: 1234n, refundedFen: 2468n, held: false },
    { paidFen: 2468n, refundedFen: 0n, held: false },
    { paidFen: 1234n, refundedFen: 0n, held: true },
  ]) {
    const moneyAtAlipay = new Map([...check.moneyAtAlipay, [number, money] as const]);
    expect(await checkLedger({ ...check, moneyAtAlipay })).not.toEqual([]);
  }
  expect(await checkLedger({ ...check, refundsAtAlipay: new Map() })).not.toEqual([]);
  for (const damage of [
    "update postings set amount_fen = amount_fen + 1 where to_account = 'merchant'",
    "delete from refunds",
    "update outbox set status = 'skipped' where kind = 'webhook' and status = 'done'",
    "delete from outbox where kind = 'webhook'",
    "delete from events where sequence = 1",
    "delete from notifications",
  ]) {
    const before = await sees();
    await database.rows(damage);
    expect(await sees()).toBeGreaterThan(before);
  }
}
