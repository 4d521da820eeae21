import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommandLine } from "../../command-line.ts";
import { readTree, writeFakeShop } from "../../testing/fake-shop.ts";
import { type PhpServer, phpHas, startPhpServer } from "../../testing/php-server.ts";
import { recordedSurroundings } from "../../testing/recorded-surroundings.ts";

// The drop-in asks the shop's database whether it can be used: that of the test run, where the shop's tables need not be.
const serverUrl = process.env["DEDEPAY_TEST_MARIADB_URL"] ?? "";

let folder = "";
let shop = "";
let data = "";
let php: PhpServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-connected-"));
  shop = join(folder, "shop");
  data = join(folder, "data");
  writeFakeShop(shop, { edition: "utf-8", baseHost: "" });
  php = await startPhpServer(shop, ["mysqli", "curl"]);
});
afterEach(async () => {
  await php.close();
  rmSync(folder, { recursive: true, force: true });
});

function writeShop(edition: "utf-8" | "gbk"): Record<string, string> {
  const { hostname, port, username, password, pathname } = new URL(serverUrl);
  const database = `$cfg_dbhost='${hostname}:${port}'; $cfg_dbname='${pathname.slice(1)}'; $cfg_dbuser='${username}'; $cfg_dbpwd='${password}';`;
  writeFakeShop(shop, { edition, baseHost: php.url, database });
  return readTree(shop);
}

async function run(...parameters: string[]): Promise<{ code: number; printed: string }> {
  const surroundings = { ...recordedSurroundings(), sleep: async () => undefined };
  const code = await runCommandLine(["dedecms", ...parameters, "--data", data], surroundings);
  return { code, printed: surroundings.printed() + surroundings.complained() };
}
const publicUrl = ["--public-url", "https://pay.example.com"];

describe.skipIf(serverUrl === "" || !phpHas("mysqli", "curl"))("a shop which PHP serves", () => {
  it.each(["utf-8", "gbk"] as const)("is installed, asked and put back, in %s", async (edition) => {
    const before = writeShop(edition);
    const installed = await run("install", shop, ...publicUrl, "--yes");
    expect(installed).toMatchObject({ code: 0, printed: expect.stringContaining("已用签名的询问验证") });
    const verified = await run("verify", "--json");
    expect(JSON.parse(verified.printed).shops).toMatchObject([{ url: php.url, ping: { kind: "ok" } }]);
    expect((await run("verify", shop)).printed).toMatch(/正常 · fine +8\./);
    expect((await run("install", shop, ...publicUrl, "--yes")).printed).toContain("文件都已就位");
    expect(await run("uninstall", shop, "--yes")).toMatchObject({ code: 0 });
    expect(readTree(shop)).toEqual(before);
    expect(await run("verify")).toMatchObject({ code: 2 });
  });

  it("hands its open orders over to the gateway, those from before the change", async () => {
    const name = `dedepay_cli_${process.pid}`;
    const { hostname, port, username } = new URL(serverUrl);
    const sql = (statements: string): void => {
      const flags = ["--no-defaults", "-h", hostname, "-P", port, "-u", username, "--default-character-set=utf8"];
      execFileSync("mariadb", [...flags, "-e", statements]);
    };
    const nowS = Math.floor(Date.now() / 1000);
    sql(`CREATE DATABASE ${name}; USE ${name};
      CREATE TABLE dede_payment (id int, code varchar(20), fee varchar(10), config text, enabled int);
      CREATE TABLE dede_shops_orders (oid varchar(80), paytype int, price float(13,2), priceCount float(13,2), state int, stime int);
      CREATE TABLE dede_member_operation (buyid varchar(80), product varchar(10), money int, mtime int, sta int);
      INSERT INTO dede_payment VALUES (3, 'alipay', '0', '', 1);
      INSERT INTO dede_shops_orders VALUES ('S-P1795372888RN101', 3, 148.21, 148.21, 0, ${nowS - 60}),
        ('S-P1795372888RN102', 3, 0, 0, 0, ${nowS - 60}), ('S-P1795372888RN103', 3, 1, 1, 0, ${nowS + 3600});
      INSERT INTO dede_member_operation VALUES ('M7T1795373629RN593', 'card', 30, ${nowS - 60}, 0);`);
    try {
      writeShop("utf-8");
      const database = ["--db-url", `mysql://${username}@${hostname}:${port}/${name}`];
      const first = await run("install", shop, ...publicUrl, ...database, "--yes", "--json");
      expect(JSON.parse(first.printed)).toMatchObject({
        state: "installed",
        orders: { adopted: 2, known: 0, refused: [{ order_no: "S-P1795372888RN102" }] },
      });
      const again = await run("install", shop, ...publicUrl, ...database, "--yes");
      expect(again.printed).toContain("接管 0 个，早已接管 2 个，没有接管 1 个");
    } finally {
      sql(`DROP DATABASE ${name}`);
    }
  });

  it("is as it was when the question fails", async () => {
    const before = writeShop("utf-8");
    const wrongPlace = await run("install", shop, ...publicUrl, "--yes", "--site-url", `${php.url}/elsewhere`);
    expect(wrongPlace).toMatchObject({ code: 1, printed: expect.stringContaining("网站已恢复原样") });
    expect(wrongPlace.printed).toContain("404");
    expect(readTree(shop)).toEqual(before);
    expect(await run("install", shop, ...publicUrl, "--yes")).toMatchObject({ code: 0 });
  });

  it("stays connected when the question fails after an update", async () => {
    writeShop("utf-8");
    await run("install", shop, ...publicUrl, "--yes");
    const connected = readTree(shop);
    const update = await run("install", shop, ...publicUrl, "--yes", "--site-url", `${php.url}/elsewhere`);
    expect(update).toMatchObject({ code: 1, printed: expect.stringContaining("文件已就位，但验证不通过") });
    expect(Object.keys(readTree(shop))).toEqual(Object.keys(connected));
    expect(readTree(shop)["include/payment/alipay.php"]).toBe(connected["include/payment/alipay.php"]);
  });

  it("tells when the stock plugin has come back", async () => {
    writeShop("utf-8");
    await run("install", shop, ...publicUrl, "--yes");
    writeFileSync(join(shop, "include/payment/alipay.php"), "<?php class Alipay {}\n");
    const { code, printed } = await run("verify");
    expect(code).toBe(1);
    expect(printed).toContain("与安装的不同");
    expect(printed).toContain("include/payment/alipay.php");
  });

  it("is connected by the files of a bundle, uploaded in their order", async () => {
    const before = writeShop("gbk");
    const zip = join(folder, "bundle.zip");
    const made = await run("bundle", shop, ...publicUrl, "--out", zip);
    expect(made).toMatchObject({ code: 0, printed: expect.stringContaining("upload/include/payment/alipay.php") });
    const siteId = new URL(php.url).host.replace(/\W/g, "-");
    expect((await run("verify", siteId)).code).toBe(1);
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
      if (name === "READ-ME-FIRST.html") expect(strFromU8(bytes)).toContain(`npx dedepay dedecms verify ${siteId}`);
      const original = before[name.slice("restore/".length)];
      if (name.startsWith("restore/")) expect(Buffer.from(bytes).toString("base64")).toBe(original);
      if (!name.startsWith("upload/") || name.endsWith("/")) continue;
      const path = join(shop, name.slice("upload/".length));
      mkdirSync(join(path, ".."), { recursive: true });
      // As an FTP program in text mode does it.
      writeFileSync(
        path,
        name.includes("plus/") ? Buffer.from(bytes).toString("latin1").replace(/\r?\n/g, "\r\n") : bytes,
      );
    }
    expect(await run("verify", siteId)).toMatchObject({ code: 0 });
    expect(existsSync(join(data, "dedecms", siteId, "record.json"))).toBe(true);
    const restorable = Object.keys(unzipSync(readFileSync(zip))).filter((name) => name.startsWith("restore/"));
    expect(restorable.sort()).toEqual(
      ["data/payment/bank.php", "include/payment/alipay.php", "member/shops_products.php"].map(
        (path) => `restore/${path}`,
      ),
    );
    // One file has other line ends than ours: the next bundle brings just that one.
    const again = await run("bundle", shop, ...publicUrl, "--out", zip);
    expect(again.printed).toContain("  upload/plus/dedepay.php\n\n");
    writeFileSync(join(shop, "plus/dedepay.php"), unzipSync(readFileSync(zip))["upload/plus/dedepay.php"] ?? "");
    expect((await run("bundle", shop, ...publicUrl)).printed).toContain("没有要上传的");
    expect(await run("uninstall", shop, "--yes")).toMatchObject({ code: 2 });
  });

  it("is not bundled from half a copy, which would write over what is only missing here", async () => {
    writeShop("gbk");
    rmSync(join(shop, "data/payment/alipay.php"));
    const { code, printed } = await run("bundle", shop, ...publicUrl);
    expect(code).toBe(2);
    expect(printed).toContain("不是完整的副本，缺少 data/payment/alipay.php");
  });
});
