import { describe, expect, it } from "vitest";
import { readInstallation } from "../inspect/installation.ts";
import { fakeDatabase } from "../testing/fake-database.ts";
import {
  type FakeOptions,
  fakeInstallation,
  filesOf,
  goodSettings,
  settingsFile,
} from "../testing/fake-installation.ts";
import { chooseWay, type Way } from "./choose-way.ts";
import { importSettings } from "./import-settings.ts";
import { type ChangePlan, planChanges } from "./plan-changes.ts";
import { addressOfSettings, siteAddress } from "./site-address.ts";

const settings = { gateway: "https://pay.example.com", keyId: "k", secret: "s", webhookSecret: "w", legacyAccount: "" };
const dropIn = new Map<string, Uint8Array>([
  ["plus/dedepay.php", Buffer.from("<?php // end-point\n")],
  ["include/payment/alipay.php", Buffer.from("<?php // dedepay drop-in 2\n")],
  ["include/dedepay/b.php", Buffer.from("<?php\n")],
  ["include/dedepay/a.php", Buffer.from("<?php\n")],
]);

function plan(options: FakeOptions, skip: ("V1" | "V5")[] = []): Promise<ChangePlan> {
  const ports = { dropIn, settings, newKey: () => "k".repeat(32), skip: new Set(skip) };
  return planChanges(filesOf(fakeInstallation(options)), ports);
}
const paths = ({ changes }: ChangePlan): string[] => changes.map(({ path, step }) => `${step} ${path}`);

describe("the files of an installation", () => {
  const bank = settingsFile({ code: "bank" });
  const own = [
    "drop-in data/dedepay.config.php",
    "drop-in include/dedepay/a.php",
    "drop-in include/dedepay/b.php",
    "drop-in plus/dedepay.php",
    "drop-in include/payment/alipay.php",
  ];

  it("are the drop-in's, and what shuts the two holes that it can't", async () => {
    const files = { "data/payment/bank.php": bank };
    expect(paths(await plan({ files }))).toEqual(["V1 data/payment/bank.php", "V5 member/shops_products.php", ...own]);
    expect(paths(await plan({ files }, ["V1", "V5"]))).toEqual(own);
  });

  it("are none where all are in place", async () => {
    const first = await plan({});
    const files = Object.fromEntries(first.changes.map(({ path, after }) => [path, after]));
    expect(paths(await plan({ files }))).toEqual([]);
  });

  it("include the settings file which the CMS wants to see, where there is none", async () => {
    const made = await plan({ settings: null });
    expect(paths(made)[0]).toBe("drop-in data/payment/alipay.php");
    expect(Buffer.from(made.changes[0]?.after ?? []).toString()).toContain(`'alipay_key' => '${"k".repeat(32)}'`);
  });

  it("give a destroyed settings file a key", async () => {
    expect(paths(await plan({ settings: { code: "alipay" } }))[0]).toBe("V1 data/payment/alipay.php");
  });

  it("leave out what can't be changed by looking at it, and say so", async () => {
    const files = { "data/payment/odd.php": "<?php $payment = f();", "member/shops_products.php": "<html>" };
    const { notDone, ...rest } = await plan({ files });
    expect(paths({ ...rest, notDone })).toEqual(own);
    expect(notDone.map(({ zh }) => zh)).toEqual([
      expect.stringContaining("data/payment/odd.php"),
      expect.stringContaining("member/shops_products.php"),
    ]);
  });
});

describe("the way in", () => {
  async function way(
    options: FakeOptions,
    o: { db?: boolean; canFulfilInDatabase?: boolean; wanted?: Way } = {},
  ): Promise<Way> {
    const database = o.db === true ? fakeDatabase({}) : undefined;
    const installation = await readInstallation(filesOf(fakeInstallation(options)), { nowMs: 0, database });
    if (installation === undefined) throw new Error("no installation");
    return chooseWay(installation, { canFulfilInDatabase: o.canFulfilInDatabase === true, wanted: o.wanted }).way;
  }

  it("is the webhook, or the database where it answers and the gateway can use it", async () => {
    expect(await way({})).toBe("webhook");
    expect(await way({}, { db: true })).toBe("webhook");
    expect(await way({}, { canFulfilInDatabase: true })).toBe("database");
    expect(await way({}, { db: true, canFulfilInDatabase: true })).toBe("database");
    expect(await way({}, { db: true, canFulfilInDatabase: true, wanted: "webhook" })).toBe("webhook");
  });

  it.each<[string, FakeOptions]>([
    [
      "another version",
      { files: { "include/common.inc.php": "<?php $cfg_version = 'V58_UTF8'; $cfg_soft_lang = 'utf-8';" } },
    ],
    ["no version", { files: { "include/common.inc.php": "<?php $cfg_soft_lang = 'utf-8';" } }],
    [
      "an unknown charset",
      { files: { "include/common.inc.php": "<?php $cfg_version = 'V57_BIG5'; $cfg_soft_lang = 'big5';" } },
    ],
    [
      "a plugin which somebody wrote",
      { files: { "include/payment/alipay.php": "<?php class Alipay { function pay() {} }" } },
    ],
  ])("is the look-alike for %s", async (_name, options) => {
    expect(await way(options, { db: true, canFulfilInDatabase: true })).toBe("look-alike");
  });
});

describe("the settings of a shop as an account", () => {
  it.each([
    ["0", "trade_create_by_buyer", "dual"],
    ["1", "create_partner_trade_by_buyer", "escrow"],
    ["2", "create_direct_pay_by_user", "direct"],
  ])("method %s is %s", (method, service, product) => {
    const padded = {
      ...goodSettings,
      alipay_pay_method: method,
      alipay_partner: " 2088101112223334\t",
      alipay_key: `${goodSettings["alipay_key"]} `,
    };
    expect(importSettings(new Map(Object.entries(padded)))).toEqual({
      kind: "usable",
      partner: "2088101112223334",
      md5Key: goodSettings["alipay_key"],
      seller: "shop@example.com",
      service,
      product,
      trimmed: [
        { field: "alipay_key", before: 0, after: 1 },
        { field: "alipay_partner", before: 1, after: 1 },
      ],
    });
  });

  it.each<[string, Record<string, string>, number]>([
    ["a PID that is none", { alipay_partner: "1" }, 1],
    ["a key cut short", { alipay_key: "x".repeat(31) }, 1],
    ["an unknown method", { alipay_pay_method: "3" }, 1],
    ["nothing", { alipay_partner: "", alipay_key: "", alipay_pay_method: "" }, 3],
  ])("is none with %s", (_name, change, count) => {
    const imported = importSettings(new Map(Object.entries({ ...goodSettings, ...change })));
    expect(imported.kind === "unusable" && imported.why.length).toBe(count);
  });

  it("leaves the installer's sample e-mail out", () => {
    const imported = importSettings(
      new Map(Object.entries({ ...goodSettings, alipay_account: "yuan12345xin@163.com" })),
    );
    expect(imported).toMatchObject({ kind: "usable", seller: "" });
  });

  it("is none where there is no file", () => expect(importSettings(undefined).kind).toBe("unusable"));
});

describe("the address of a shop", () => {
  it.each([
    ["https://shop.example.com", "", "https://shop.example.com", "shop-example-com"],
    ["https://shop.example.com/", "/cms/", "https://shop.example.com/cms", "shop-example-com-cms"],
    ["http://127.0.0.1:8088", "/a/b", "http://127.0.0.1:8088/a/b", "127-0-0-1-8088-a-b"],
  ])("is made of %s and %j", (baseHost, cmsPath, url, siteId) => {
    const address = addressOfSettings({ baseHost, cmsPath, memberOpen: true });
    expect(address).toMatchObject({ url, siteId, webhookUrl: `${url}/plus/dedepay.php` });
  });

  it.each([
    "",
    "shop.example.com",
    "ftp://x.example",
    "https://u:p@x.example",
    "https://x.example/?a=1",
    "https://x.example/#a",
  ])("is not %j", (text) => expect(siteAddress(text)).toBeUndefined());

  it("makes ids the gateway takes of any host", () => {
    expect(siteAddress(`https://${"a".repeat(60)}.example/`)?.siteId).toMatch(/^[a-z0-9-]{1,56}$/);
  });
});
