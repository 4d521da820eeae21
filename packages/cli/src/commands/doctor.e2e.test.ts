// `dedepay doctor` on a real data folder, with the local Alipay, a running gateway, and a web server that misbehaves.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type InspectionDesk, openInspectionDesk, type RunningGateway, startGateway } from "@dedepay/gateway";
import { type Simulator, startSimulator } from "@dedepay/simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountRegistration } from "../demo/account-registration.ts";
import { examine } from "../doctor/examine.ts";
import { openMasterKeys } from "../master-keys.ts";
import { displayWidth } from "../terminal/display-width.ts";
import { type MisbehavingSite, startMisbehavingSite } from "../testing/misbehaving-site.ts";
import { ownerCommands, type Ran } from "../testing/run-command.ts";

let folder: string;
let simulator: Simulator;
let gateway: RunningGateway;
let shop: MisbehavingSite;

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const by = { requestId: "req_setup" };
const md5 = { signType: "MD5", md5Key: "abcdefghijabcdefghijabcdefghij12" } as const;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-doctor-"));
  [simulator, shop] = await Promise.all([startSimulator(), startMisbehavingSite()]);
  const masterKey = openMasterKeys(folder, { randomBytes: (length) => new Uint8Array(length).fill(5) });
  gateway = await startGateway({ dataDir: folder, masterKey, port: 0, log: silent });
  const world = simulator.world.accounts.find(({ id }) => id === "mapi-all");
  if (world === undefined) throw new Error("no account mapi-all");
  const registration = accountRegistration(world, { ...by, id: "play", endpoint: simulator.mapiEndpoint });
  await gateway.gateway.registerAccount(registration);
  const wrongKey = { ...registration, id: "wrong", credentials: { ...registration.credentials, ...md5 } };
  await gateway.gateway.registerAccount(wrongKey as typeof registration);
  await gateway.gateway.registerSite({
    ...by,
    id: "tea",
    name: "茶铺",
    mode: "test",
    defaultAccount: "play",
    webhookUrl: `${shop.url}/webhook`,
  });
  await gateway.gateway.registerSite({
    ...by,
    id: "cup",
    name: "杯子",
    mode: "test",
    defaultAccount: "play",
    webhookUrl: `${shop.url}/page`,
  });
});
afterAll(async () => {
  await gateway.close();
  await Promise.all([simulator.close(), shop.close()]);
  rmSync(folder, { recursive: true, force: true });
});

function doctor(parameters: string[], options: Parameters<ReturnType<typeof ownerCommands>>[1] = {}): Promise<Ran> {
  return ownerCommands(folder)(
    ["doctor", "--public-url", gateway.url, "--egress-allow", "loopback", ...parameters],
    options,
  );
}

type Finding = { name: string; severity: string; confidence: string; about: { id?: string }; proof: { en: string } };

function findingsOf(ran: Ran, id?: string): Finding[] {
  const findings = ran.json()["findings"] as Finding[];
  return id === undefined ? findings : findings.filter(({ about }) => about.id === id);
}

describe("dedepay doctor", () => {
  it("looks at everything, asks nobody, and says what it can't know", async () => {
    const before = shop.received.length;
    const ran = await doctor(["--json"]);
    expect([ran.code, ran.complained]).toEqual([0, ""]);
    expect(ran.json()).toMatchObject({ ok: true, live: false, findings: [], asked: [], probes: [] });
    expect(JSON.stringify(ran.json()["unknown"])).toContain("whether Alipay recognises the keys of");
    expect(shop.received.length).toBe(before);
  });

  it("tells a person the same, Chinese first, within 80 columns", async () => {
    const ran = await doctor(["--live"], { isTerminal: true, columns: 80 });
    const plain = stripVTControlCharacters(ran.printed);
    expect(plain).toMatch(/^没有看出问题，有 \d 条提示 · nothing wrong was found/);
    expect(plain).toContain("账户 account wrong · PID 和密钥不是一对");
    for (const line of plain.split("\n")) {
      if (!/https?:|\|/.test(line)) expect(displayWidth(line), line).toBeLessThanOrEqual(82);
    }
    // A stranger's page must not paint on the terminal.
    expect(plain).toContain("\\u001b[31m");
    expect(plain).not.toContain("\u001b");
    expect(ran.complained).toMatch(/100%.*项/);
  });

  it("says what is wrong with what is not there", async () => {
    const ran = await ownerCommands(join(folder, "nothing"))(["doctor", "--json"]);
    expect(ran.code).toBe(1);
    expect(findingsOf(ran).map(({ name }) => name)).toEqual(["installation-not-opened"]);
    const other = await doctor(["--json"], { environment: { DEDEPAY_MASTER_KEY: "ab".repeat(32) } });
    expect(findingsOf(other)[0]?.proof.en).toContain("master key is not the one");
  });

  it.each([
    ["--site", "nobody"],
    ["--account", "nobody"],
    ["--notify-url", "http://127.0.0.1/"],
    ["--site", "tea", "--notify-url", "http://127.0.0.1:1/elsewhere"],
  ])("takes %s %s for wrong usage", async (...parameters) => {
    expect((await doctor(parameters)).code).toBe(2);
  });
});

describe("dedepay doctor --live", () => {
  it("reads Alipay's verdict on each key, and finds our own notify route", async () => {
    const ran = await doctor(["--live", "--json"]);
    const { asked, probes } = ran.json() as { asked: { account: string; verdict: string }[]; probes: object[] };
    expect(asked.map(({ account, verdict }) => [account, verdict])).toEqual([
      ["play", "works"],
      ["wrong", "wrong"],
    ]);
    expect(findingsOf(ran, "wrong")).toMatchObject([
      {
        name: "pid-and-key-do-not-belong-together",
        severity: "note",
        proof: { en: expect.stringContaining("ILLEGAL_SIGN") },
      },
    ]);
    expect(probes).toMatchObject([
      { account: "play", standing: "ready" },
      { standing: "ready" },
      { site: "tea" },
      { site: "cup" },
    ]);
    // The gateway kept nothing of it, and told nobody.
    expect((await gateway.gateway.listIncidents({})).data).toEqual([]);
  });

  it("asks one account and no site where it is told so", async () => {
    const before = shop.received.length;
    const ran = await doctor(["--account", "play", "--json"]);
    expect(ran.json()["asked"]).toHaveLength(1);
    expect(shop.received.length).toBe(before);
  });

  it("finds nobody at the public URL, or somebody else", async () => {
    const away = await doctor(["--account", "play", "--public-url", "http://127.0.0.1:1", "--json"]);
    expect(findingsOf(away, "play")).toMatchObject([{ name: "notify-url-not-reachable" }]);
    const foreign = await doctor(["--account", "play", "--public-url", shop.url, "--json"]);
    expect(findingsOf(foreign, "play")).toMatchObject(
      [{ name: "notify-url-not-reachable", proof: { en: /404/ } }].map(({ name }) => ({ name })),
    );
  });
});

describe("the probe of a notify address", () => {
  let desk: InspectionDesk;
  beforeAll(async () => {
    desk = await openInspectionDesk({
      ...{ databaseFile: join(folder, "dedepay.db"), masterKey: () => [new Uint8Array(32).fill(5)] },
      ...{ publicUrl: gateway.url, egressAllow: ["loopback"] },
    });
  });
  afterAll(async () => {
    await desk.close();
  });

  it.each([
    ["login", "notify-blocked-by-login-or-csrf"],
    ["login-page", "notify-blocked-by-login-or-csrf"],
    ["redirect", "notify-url-redirects"],
    ["csrf", "notify-blocked-by-login-or-csrf"],
    ["firewall", "notify-blocked-by-firewall-or-cdn"],
    ["missing", "notify-url-not-reachable"],
    ["broken", "notify-url-not-reachable"],
    ["hangup", "notify-url-not-reachable"],
    ["bom", "notify-reply-not-success"],
    ["blank", "notify-reply-not-success"],
    ["page", "notify-reply-not-success"],
    ["gbk", "wrong-charset-bytes"],
    ["believes", "forged-notification-acknowledged"],
    ["good?id=7", "notify-url-with-query"],
  ])("of %s names %s", async (path, cause) => {
    const targets = { accounts: undefined, sites: ["tea"], notifyUrl: `${shop.url}/${path}` };
    const { report } = await examine(desk, { targets, isPublicUrlSet: true, bar: { update() {}, end() {} } });
    expect(report.findings.filter(({ about }) => about.id === "tea").map(({ name }) => name)).toContain(cause);
  });

  it("has nothing to say of a program that refuses", async () => {
    const ran = await doctor(["--site", "tea", "--notify-url", `${shop.url}/good`, "--json"]);
    expect([ran.code, findingsOf(ran, "tea")]).toEqual([0, []]);
  });

  it("shows the bytes, and no cookie", async () => {
    const ran = await doctor(["--site", "tea", "--notify-url", `${shop.url}/bom`]);
    expect(ran.printed).toContain("0000  ef bb bf 66 61 69 6c");
    expect(ran.printed).toContain("7 字节 bytes, utf-8, BOM");
    const page = await doctor(["--site", "cup", "--json"]);
    expect(page.printed).toContain("PHPSESSID=***");
    expect(page.printed).not.toContain("secretcookie");
  });

  it("names the name that leads to a private address, unless that is allowed", async () => {
    const ran = await ownerCommands(folder)(["doctor", "--site", "tea", "--public-url", gateway.url, "--json"]);
    expect(findingsOf(ran, "tea")).toMatchObject([{ name: "notify-url-private", confidence: "proven" }]);
  });

  it("never posts what anybody who verifies could believe", () => {
    expect(shop.received.length).toBeGreaterThan(10);
    for (const { body } of shop.received) {
      const fields = new URLSearchParams(body);
      expect(fields.get("trade_status")).toBe("WAIT_BUYER_PAY");
      expect(fields.get("out_trade_no")).toMatch(/^DEDEPAYDOCTOR/);
    }
  });
});
