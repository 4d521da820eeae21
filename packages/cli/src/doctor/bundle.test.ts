// Secrets and people of every kind are planted in an installation; none may be found in the file that leaves it.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signTestNotification } from "@dedepay/alipay";
import { createGateway, type Gateway } from "@dedepay/gateway";
import { defaultWorld } from "@dedepay/simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountRegistration } from "../demo/account-registration.ts";
import { ownerCommands, type Ran } from "../testing/run-command.ts";

const by = { requestId: "req_setup" };
const masterKey = "5b".repeat(32);
const md5Key = "abcdefghijabcdefghijabcdefghij12";
const people = {
  mailbox: "wang.xiaoming@163.com",
  telephone: "13987654321",
  buyer: "2088302987654321",
  citizen: "110101199003078515",
};

let folder: string;
let planted: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-bundle-"));
  const gateway = await createGateway({
    ...{ databaseFile: join(folder, "dedepay.db"), masterKey: Buffer.from(masterKey, "hex") },
    publicUrl: () => "https://pay.example",
  });
  try {
    const secrets = [
      ...(await plantAccounts(gateway)),
      ...(await plantSite(gateway)),
      ...(await plantTraffic(gateway)),
    ];
    planted = [masterKey, md5Key, ...secrets, ...Object.values(people)];
  } finally {
    await gateway.close();
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Each answers what must not be found. */
async function plantAccounts(gateway: Gateway): Promise<string[]> {
  await gateway.registerAccount({
    ...{ ...by, id: "old", environment: "simulator", endpoint: "http://127.0.0.1:1/mapi", contracts: [] },
    ...{ protocol: "mapi", credentials: { partner: "2088101000000017", signType: "MD5", md5Key } },
  });
  const app = defaultWorld().accounts.find(({ id }) => id === "openapi-key");
  if (app === undefined) throw new Error("no account openapi-key");
  const registration = accountRegistration(app, { ...by, id: "app", endpoint: "http://127.0.0.1:1/openapi" });
  await gateway.registerAccount(registration);
  const { privateKey = "" } = registration.credentials;
  return [privateKey.replaceAll(/-----[A-Z ]+-----|\s/g, "").slice(100, 140)];
}

async function plantSite(gateway: Gateway): Promise<string[]> {
  const webhookUrl = "https://shop.example/hook?token=plantedhooktoken";
  const site = await gateway.registerSite({ ...by, id: "tea", name: "茶铺", mode: "test", webhookUrl });
  const { webhookSecret } = await gateway.rotateWebhookSecret({ ...by, siteId: "tea" });
  const url = "https://oapi.dingtalk.com/robot/send?access_token=plantedrobottoken";
  const settings = { kind: "dingtalk", url, secret: "SECplantedrobotsecret" } as const;
  await gateway.addNoticeChannel({ ...by, label: "群", settings });
  const kept = [site.keySecret, site.webhookSecret, webhookSecret];
  return [...kept, "plantedhooktoken", "plantedrobottoken", "SECplantedrobotsecret"];
}

/** A payment with a buyer's telephone in its subject and a secret pasted into its number, and two notifications: a true one and one that does not verify. */
async function plantTraffic(gateway: Gateway): Promise<string[]> {
  const { payment } = await gateway.createPayment({
    ...{
      ...by,
      siteId: "tea",
      orderNo: "SECplantedrobotsecret",
      amountFen: 100n,
      goods: "virtual",
      product: "page",
      account: "app",
    },
    subject: `茶叶 ${people.telephone} ${people.mailbox}`,
  });
  await gateway.openPayment({ ...by, paymentId: payment.id, device: "desktop" });
  const fields = {
    ...{
      notify_type: "trade_status_sync",
      notify_id: "n1",
      notify_time: "2026-01-01 12:00:00",
      seller_id: "2088101000000017",
    },
    ...{
      out_trade_no: "NOBODYS",
      trade_no: "2026010122001400000000000001",
      trade_status: "TRADE_SUCCESS",
      total_fee: "1.00",
    },
    ...{ buyer_email: people.mailbox, buyer_id: people.buyer, subject: `${people.citizen} ${people.telephone}` },
  };
  const body = signTestNotification({ protocol: "mapi", signType: "MD5", md5Key }, fields);
  await gateway.acceptNotification({ ...by, accountId: "old", rawBody: body });
  const wrong = Buffer.from(body.toString("latin1").replace("total_fee=1.00", "total_fee=2.00"), "latin1");
  await gateway.acceptNotification({ ...by, accountId: "old", rawBody: wrong });
  return [new URLSearchParams(body.toString("latin1")).get("sign") ?? ""];
}

const environment = { DEDEPAY_MASTER_KEY: masterKey, DEDEPAY_PUBLIC_URL: "https://pay.example" };
const doctor = (file: string): Promise<Ran> =>
  ownerCommands(folder)(["doctor", "--bundle", file, "--json"], { environment });

describe("the bundle for support", () => {
  it("tells what helps, and none of the planted secrets and people", async () => {
    const file = join(folder, "help.json");
    const ran = await doctor(file);
    expect(ran.complained).toBe("");
    expect(ran.json()["bundle"]).toBe(file);
    const text = readFileSync(file, "utf8");
    expect(planted.every((secret) => secret.length > 8)).toBe(true);
    for (const secret of planted) expect(text, secret).not.toContain(secret);
    const bundle = JSON.parse(text) as Record<string, unknown>;
    expect(bundle).toMatchObject({
      format: "dedepay-doctor-bundle/1",
      versions: { node: "20.19.0" },
      settings: { in_force: { data: folder, database: "embedded" } },
      counts: { payments: 1, accounts: 2, sites: 1 },
      sites: [{ id: "tea", webhookUrl: "https://shop.example/hook?token=***" }],
      envelopes: [{ service: "alipay.trade.page.pay", fields: { method: "alipay.trade.page.pay" } }],
    });
    const causes = (bundle["incidents"] as { cause: string }[]).map(({ cause }) => cause).sort();
    expect(causes).toEqual(["notification-not-verified", "unknown-order"]);
    expect(JSON.stringify(bundle["report"])).toContain("unknown-order");
  });

  it("is for its owner's eyes, and overwrites nothing", async () => {
    const file = join(folder, "once.json");
    await doctor(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = await doctor(file);
    expect([again.code, again.complained]).toEqual([1, expect.stringContaining("文件已存在")]);
  });

  it("is made also of an installation that can't be opened", async () => {
    const file = join(folder, "closed.json");
    const nowhere = ownerCommands(join(folder, "nowhere"));
    const ran = await nowhere(["doctor", "--bundle", file, "--json"], { environment });
    expect(ran.code).toBe(1);
    expect(readFileSync(file, "utf8")).toContain("installation-not-opened");
    expect(readFileSync(file, "utf8")).not.toContain(masterKey);
    expect(existsSync(join(folder, "nowhere"))).toBe(false);
  });
});
