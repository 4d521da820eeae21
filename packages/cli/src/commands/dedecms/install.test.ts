import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runCommandLine } from "../../command-line.ts";
import { type FakeShop, readTree, writeFakeShop } from "../../testing/fake-shop.ts";
import { recordedSurroundings } from "../../testing/recorded-surroundings.ts";
import { withGateway } from "../../with-gateway.ts";

let folder = "";
let shop = "";
let data = "";
// A new ledger is made once and copied: making one is most of a test's time.
let ledger = "";
beforeAll(async () => {
  ledger = mkdtempSync(join(tmpdir(), "dedepay-ledger-"));
  await withGateway({ data: ledger, surroundings: recordedSurroundings() }, (gateway) => gateway.listAccounts());
});
afterAll(() => rmSync(ledger, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-install-"));
  shop = join(folder, "shop");
  data = join(folder, "data");
  cpSync(ledger, data, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const good: FakeShop = { edition: "gbk", baseHost: "https://shop.example.com" };
const publicUrl = ["--public-url", "https://pay.example.com"];

interface Run {
  readonly code: number;
  readonly printed: string;
  readonly complained: string;
}

async function run(parameters: readonly string[], answers: readonly string[] = []): Promise<Run> {
  const surroundings = { ...recordedSurroundings({ answers }), sleep: async () => undefined };
  const code = await runCommandLine(["dedecms", ...parameters, "--data", data], surroundings);
  return { code, printed: surroundings.printed(), complained: surroundings.complained() };
}
/** Nothing answers at shop.example.com, so nothing is verified here. */
const install = (...more: string[]): Promise<Run> => run(["install", shop, ...publicUrl, "--no-verify", ...more]);

async function accounts(): Promise<string[]> {
  const views = await withGateway({ data, surroundings: recordedSurroundings() }, (gateway) => gateway.listAccounts());
  return views.map(({ id, contracts }) => `${id} ${contracts.map(({ product }) => product).join(",")}`);
}

describe("dedepay dedecms install", () => {
  it("shows what it would change, and changes nothing before a yes", async () => {
    writeFakeShop(shop, { ...good, partner: " 2088101112223334" });
    const before = readTree(shop);
    const planned = await install("--dry-run");
    expect(planned.code).toBe(0);
    for (const text of [
      "已去掉 alipay_partner 前面 1 个",
      "银行汇款，许功",
      "替换 replaced  include/payment/alipay.php",
      "V3",
    ]) {
      expect(planned.printed).toContain(text);
    }
    expect(await run(["install", shop, ...publicUrl], ["n"])).toMatchObject({ code: 1 });
    expect(await run(["install", shop, ...publicUrl])).toMatchObject({ code: 2 });
    expect(readTree(shop)).toEqual(before);
    expect(await accounts()).toEqual([]);
  });

  it("prints neither a key of the shop nor one of the gateway", async () => {
    writeFakeShop(shop, good);
    const { printed } = await install("--yes");
    const config = readFileSync(join(shop, "data/dedepay.config.php"), "latin1");
    const secrets = [...config.matchAll(/'(?:secret|webhook_secret)' => '([^']+)'/g)].map(([, secret]) => secret ?? "");
    expect(secrets).toHaveLength(2);
    const bankKey = /'alipay_key' => '(\w+)'/.exec(readFileSync(join(shop, "data/payment/bank.php"), "latin1"))?.[1];
    const moved = await run(["install", shop, "--public-url", "https://new.example.com", "--dry-run"]);
    expect(moved.printed).toContain("data/dedepay.config.php");
    const kept = ["plan.diff", "record.json"].map((name) =>
      readFileSync(join(data, "dedecms/shop-example-com", name), "utf8"),
    );
    expect(kept[0]).toContain("+    'gateway' => 'https://new.example.com'");
    for (const text of [printed, moved.printed, ...kept]) {
      for (const secret of [...secrets, bankKey ?? "none", "x1y2z3x1y2z3"]) expect(text).not.toContain(secret);
    }
  });

  it.each(["utf-8", "gbk"] as const)("is undone byte for byte in a %s shop, and can be run twice", async (edition) => {
    writeFakeShop(shop, { ...good, edition });
    const before = readTree(shop);
    expect(await install("--yes")).toMatchObject({ code: 0, complained: "" });
    const installed = readTree(shop);
    expect(await accounts()).toEqual(["mapi-2088101112223334 direct"]);
    const again = await install("--yes");
    expect(again).toMatchObject({ code: 0 });
    expect(again.printed).toContain("文件都已就位");
    expect(readTree(shop)).toEqual(installed);
    const undone = await run(["uninstall", shop], ["y"]);
    expect(undone.code).toBe(0);
    for (const hole of ["V1", "V2", "V4", "V5"]) expect(undone.printed).toContain(`  ${hole} `);
    expect(readTree(shop)).toEqual(before);
    expect((await run(["uninstall", shop])).printed).toContain("早已卸载");
    expect(await install("--yes")).toMatchObject({ code: 0 });
    expect(readTree(shop)["data/dedepay.config.php"]).toBe(installed["data/dedepay.config.php"]);
  });

  it("stands in the gateway's audit log under whoever ran it", async () => {
    writeFakeShop(shop, good);
    await install("--yes");
    await run(["uninstall", shop, "--yes"]);
    const { data: entries } = await withGateway({ data, surroundings: recordedSurroundings() }, (gateway) =>
      gateway.listAudit({ limit: 20 }),
    );
    const done = entries.map(({ actor, action }) => `${actor} ${action}`).toSorted();
    const actions = ["account.registered", "site.check_set", "site.check_set", "site.registered", "site_key.added"];
    expect(done).toEqual(actions.map((action) => `cli:tester ${action}`));
  });

  it("finishes what was interrupted, or takes it back", async () => {
    writeFakeShop(shop, good);
    const before = readTree(shop);
    await install("--yes");
    const installed = readTree(shop);
    const interrupt = (): void => {
      const path = join(data, "dedecms/shop-example-com/record.json");
      writeFileSync(path, readFileSync(path, "utf8").replace('"installed"', '"prepared"'));
      writeFileSync(
        join(shop, "include/payment/alipay.php"),
        Buffer.from(before["include/payment/alipay.php"] ?? "", "base64"),
      );
      writeFileSync(join(shop, "include/payment/.dedepay-0123456789ab.php"), "half");
    };
    interrupt();
    const resumed = await install("--yes");
    expect(resumed.printed).toContain("上次的安装没有做完");
    expect(readTree(shop)).toEqual(installed);
    interrupt();
    expect(await run(["uninstall", shop, "--yes"])).toMatchObject({ code: 0 });
    expect(readTree(shop)).toEqual(before);
  });

  it("puts the drop-in back after an upgrade, and the upgraded plugin on uninstalling", async () => {
    writeFakeShop(shop, good);
    await install("--yes");
    const plugin = join(shop, "include/payment/alipay.php");
    writeFakeShop(shop, { ...good, plugin: "<?php // newer\nclass Alipay { function respond() { md5(1); } }" });
    const upgraded = readFileSync(plugin, "utf8");
    expect(await install("--yes")).toMatchObject({ code: 0 });
    expect(readFileSync(plugin, "utf8")).toContain("dedepay drop-in");
    await run(["uninstall", shop, "--yes"]);
    expect(readFileSync(plugin, "utf8")).toBe(upgraded);
  });

  it("minds only what it writes itself, and leaves what somebody has added since", async () => {
    writeFakeShop(shop, good);
    await install("--yes");
    const page = join(shop, "member/shops_products.php");
    const edited = `${readFileSync(page, "latin1")}// somebody's own\r\n`;
    writeFileSync(page, edited, "latin1");
    expect(await install("--yes")).toMatchObject({ code: 0, printed: expect.stringContaining("文件都已就位") });
    const { complained } = await run([
      "install",
      shop,
      "--public-url",
      "https://new.example.com",
      "--no-verify",
      "--yes",
    ]);
    expect(complained).toBe("");
    expect(readFileSync(join(shop, "data/dedepay.config.php"), "latin1")).toContain("https://new.example.com");
    const undone = await run(["uninstall", shop, "--yes"]);
    expect(undone).toMatchObject({ code: 1, printed: expect.stringMatching(/shops_products\.php +后来被别人改过/) });
    expect(readFileSync(page, "latin1")).toBe(edited);
  });

  it("keeps the first originals when the shop gets another address, and forgets what was taken back", async () => {
    writeFakeShop(shop, good);
    const before = readTree(shop);
    await install("--yes");
    expect(await install("--yes", "--site-url", "https://www.example.com")).toMatchObject({ code: 0, complained: "" });
    expect(readdirSync(join(data, "dedecms"))).toEqual(["shop-example-com"]);
    expect(await run(["uninstall", shop, "--yes"])).toMatchObject({ code: 0 });
    expect(readTree(shop)).toEqual(before);
    writeFileSync(join(shop, "data/payment/bank.php"), "<?php $payment=array('code' => 'bank','name' => 'other')?>");
    const changed = readTree(shop);
    await install("--yes", "--skip", "V1,V5");
    expect(readTree(shop)["data/payment/bank.php"]).toBe(changed["data/payment/bank.php"]);
    expect(await run(["uninstall", shop, "--yes"])).toMatchObject({ code: 0 });
    expect(readTree(shop)).toEqual(changed);
  });

  it("leaves the holes open that somebody wants open", async () => {
    writeFakeShop(shop, good);
    const { printed } = await install("--yes", "--skip", "V1,V5");
    expect(printed).toContain("V5：任何人能把未付款订单改成已完成");
    expect(readFileSync(join(shop, "member/shops_products.php"), "latin1")).not.toContain("exit");
    expect(readFileSync(join(shop, "data/payment/bank.php"), "latin1")).not.toContain("alipay_key");
  });

  it("refuses a version which it does not know, and says the line for the look-alike", async () => {
    writeFakeShop(shop, { ...good, version: "V58_UTF8" });
    const before = readTree(shop);
    const { code, printed } = await install("--yes");
    expect(code).toBe(1);
    expect(printed).toContain("没有安装：版本是 V58_UTF8");
    expect(printed).toContain("include/payment/alipay.php 第 4 行");
    expect(printed).toContain("https://pay.example.com/gateway.do?");
    expect(readTree(shop)).toEqual(before);
    const json = JSON.parse((await install("--json")).printed);
    expect(json).toMatchObject({ way: "look-alike", changes: [{ line: 4 }] });
    expect(json.stays_open.map(({ bug }: { bug: string }) => bug)).toContain("V1");
  });

  it("says the commands for the look-alike, which work as they stand and give what the shop is to be told", async () => {
    writeFakeShop(shop, { ...good, version: "V58_UTF8" });
    const { commands } = JSON.parse((await install("--json")).printed) as { commands: string[] };
    expect(commands.map((command) => command.split(" ").slice(0, 3).join(" "))).toEqual([
      ...["dedepay account add", "dedepay site add", "dedepay look-alike issue"],
    ]);
    let printed = "";
    for (const command of commands) {
      // Its key is asked for; Alipay is not asked from here.
      const isAccount = command.startsWith("dedepay account");
      const parameters = [...command.split(" ").slice(1), ...(isAccount ? ["--no-check"] : []), "--data", data];
      const surroundings = recordedSurroundings(isAccount ? { answers: ["x1y2z3x1y2z3x1y2z3x1y2z3x1y2z3ab"] } : {});
      expect([command, await runCommandLine(parameters, surroundings), surroundings.complained()]).toEqual([
        command,
        0,
        "",
      ]);
      printed = surroundings.printed();
    }
    expect(printed).toContain("https://pay.example.com/gateway.do?");
    expect(printed).toMatch(/合作者身份 partner +20889999\d{8}/);
    // Run again, the account is the gateway's own.
    const again = JSON.parse((await install("--json")).printed) as { commands: string[] };
    expect(again.commands).toEqual(commands.slice(1));
  });

  it("imports nothing from settings which are no account, and takes one of the gateway's instead", async () => {
    writeFakeShop(shop, { ...good, partner: "1" });
    const refused = await install("--yes");
    expect(refused).toMatchObject({ code: 1, printed: "" });
    expect(refused.complained).toContain("PID 不是 2088 开头的 16 位数字");
    expect(await install("--account", "none", "--yes")).toMatchObject({ code: 2 });
    const credentials = {
      partner: "2088101112223334",
      signType: "MD5",
      md5Key: "x1y2z3x1y2z3x1y2z3x1y2z3x1y2z3ab",
    } as const;
    await withGateway({ data, surroundings: recordedSurroundings() }, (gateway) =>
      gateway.registerAccount({
        id: "mine",
        environment: "production",
        protocol: "mapi",
        credentials,
        contracts: [],
        requestId: "r",
      }),
    );
    expect(await install("--account", "mine", "--yes")).toMatchObject({ code: 0 });
    expect(readFileSync(join(shop, "data/dedepay.config.php"), "latin1")).toContain("'legacy_account' => ''");
  });

  it.each([
    ["a gateway without HTTPS", ["--public-url", "http://pay.example.com"]],
    ["no gateway at all", []],
    ["a site address that is none", [...publicUrl, "--site-url", "shop"]],
    ["a hole that nobody knows", [...publicUrl, "--skip", "V9"]],
  ])("calls %s wrong usage", async (_name, flags) => {
    writeFakeShop(shop, good);
    expect(await run(["install", shop, "--yes", ...flags])).toMatchObject({ code: 2, printed: "" });
  });

  it("does not go by a database that it can't enter, says why, and goes by the webhook where that was not asked for", async () => {
    const database = "$cfg_dbhost='127.0.0.1:1'; $cfg_dbname='shop'; $cfg_dbuser='shop'; $cfg_dbpwd='secret';";
    writeFakeShop(shop, { ...good, database });
    const { code, printed, complained } = await install("--way", "database", "--yes");
    expect([code, printed]).toEqual([2, ""]);
    expect(complained).toContain("连不上数据库 127.0.0.1:1（ECONNREFUSED）");
    expect(complained).not.toContain("secret");
    expect(JSON.parse((await install("--yes", "--json")).printed)).toMatchObject({ plan: { way: "webhook" } });
  });

  it("keeps its data out of the web root, and follows no link", async () => {
    writeFakeShop(shop, good);
    const inside = ["dedecms", "install", shop, ...publicUrl, "--yes", "--data", join(shop, "data/dedepay")];
    expect(await runCommandLine(inside, recordedSurroundings())).toBe(2);
    rmSync(join(shop, "plus"), { recursive: true });
    mkdirSync(join(folder, "shared"));
    symlinkSync(join(folder, "shared"), join(shop, "plus"));
    expect(await install("--yes")).toMatchObject({ code: 1, complained: expect.stringContaining("链接") });
  });

  it("does not take a second folder for the shop of the first", async () => {
    writeFakeShop(shop, good);
    await install("--yes");
    const copy = join(folder, "copy");
    writeFakeShop(copy, good);
    expect(await run(["install", copy, ...publicUrl, "--yes"])).toMatchObject({ code: 2 });
  });

  it("says its plan and its result as JSON", async () => {
    writeFakeShop(shop, good);
    const planned = JSON.parse((await install("--json", "--dry-run")).printed);
    expect(planned).toMatchObject({
      state: "planned",
      plan: { way: "webhook", site_id: "shop-example-com", unpaid_orders: null },
    });
    const done = JSON.parse((await install("--json", "--yes")).printed);
    expect(done).toMatchObject({ state: "not_verified", site_id: "shop-example-com", ping: null });
    expect((await install("--json")).code).toBe(0);
  });
});

describe("dedepay dedecms uninstall", () => {
  it("knows nothing of a shop that was never installed", async () => {
    writeFakeShop(shop, good);
    expect(await run(["uninstall", shop, "--yes"])).toMatchObject({ code: 2 });
    expect(await run(["uninstall", join(folder, "none"), "--yes"])).toMatchObject({ code: 2 });
  });

  it("tells what somebody else has changed since", async () => {
    writeFakeShop(shop, good);
    await install("--yes");
    writeFileSync(join(shop, "data/payment/bank.php"), "<?php // saved anew\n");
    const { code, printed } = await run(["uninstall", shop, "--yes"]);
    expect(code).toBe(1);
    expect(printed).toMatch(/data\/payment\/bank\.php +后来被别人改过/);
  });
});
