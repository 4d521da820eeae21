import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderFiles } from "../platform/folder-files.ts";
import { fakeDatabase } from "../testing/fake-database.ts";
import {
  type FakeOptions,
  fakeInstallation,
  filesOf,
  goodSettings,
  settingsFile,
  storedConfig,
} from "../testing/fake-installation.ts";
import { withConfirmBlock } from "./confirm-block.ts";
import { inspectInstallation } from "./inspect-installation.ts";
import type { Finding } from "./inspection-finding.ts";
import type { KnownContract } from "./known-contracts.ts";
import { notifyAddress } from "./notify-address.ts";
import { renderInspectionText } from "./render-inspection.ts";
import { renderInspectionHtml } from "./render-inspection-html.ts";
import { needsAction } from "./summarise-inspection.ts";

const dropIn = "<?php\n// dedepay drop-in 1\nclass Alipay {}\n";
const nowMs = Date.parse("2026-11-30T02:00:00Z");

async function inspect(options: FakeOptions = {}, input: FakeFacts = {}): Promise<readonly Finding[]> {
  const { contracts, ...facts } = input;
  const database = Object.keys(facts).length === 0 ? undefined : fakeDatabase(facts);
  const contractsOf = contracts && (() => ({ source: "gateway", contracts }) as const);
  return (await inspectInstallation(filesOf(fakeInstallation(options)), { nowMs, database, contractsOf })) ?? [];
}

async function withId(id: string, options: FakeOptions = {}, input: FakeFacts = {}): Promise<Finding[]> {
  return (await inspect(options, input)).filter((finding) => finding.id === id);
}

type FakeFacts = Parameters<typeof fakeDatabase>[0] & { contracts?: KnownContract[] };

describe("the inspection of an installation", () => {
  it("answers every known hole, open or not, worst first", async () => {
    const findings = await inspect();
    const bugs = findings.flatMap((finding) => finding.bugs);
    for (const bug of ["V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "I1", "I2"]) expect(bugs).toContain(bug);
    const ranks = findings.map(
      ({ state, severity }) =>
        (state === "open" ? 0 : 10) + ["critical", "serious", "warning", "note"].indexOf(severity),
    );
    expect(ranks).toEqual([...ranks].sort((left, right) => left - right));
  });

  it.each(["utf-8", "gbk"] as const)("finds nothing wrong with good settings of the %s edition", async (edition) => {
    const characterSet = edition === "gbk" ? "gbk" : "utf8mb4";
    const findings = await inspect({ edition }, { tables: [{ name: "member", engine: "InnoDB", characterSet }] });
    expect(findings.filter((finding) => needsAction(finding) && finding.certainty === "seen")).toEqual([]);
  });

  it("is none where there is no DedeCMS", async () => {
    expect(
      await inspectInstallation(filesOf(new Map([["index.php", Buffer.from("<?php")]])), { nowMs }),
    ).toBeUndefined();
  });

  it.each<[string, string, FakeOptions]>([
    ["settings-absent", "C1", { settings: null }],
    ["settings-destroyed", "C2", { settings: { code: "alipay" } }],
    ["key-empty", "V1", { settings: { ...goodSettings, alipay_key: "" } }],
    ["untrimmed-value", "C3", { settings: { ...goodSettings, alipay_partner: " 2088101112223334" } }],
    ["untrimmed-value", "C3", { settings: { ...goodSettings, alipay_key: `${goodSettings["alipay_key"]}\t` } }],
    ["value-empty", "C4", { settings: { ...goodSettings, alipay_account: "" } }],
    ["payment-method-unknown", "C4", { settings: { ...goodSettings, alipay_pay_method: "3" } }],
    ["escrow-counts-as-paid", "D4", { settings: { ...goodSettings, alipay_pay_method: "1" } }],
    ["sample-value", "C6", { settings: { ...goodSettings, alipay_partner: "1" } }],
    ["sample-value", "C6", { settings: { ...goodSettings, alipay_key: "dsfsdf" } }],
    ["charset-mismatch", "C7", { files: { "include/payment/alipay.php": Buffer.from([0x2f, 0x2f, 0xd6, 0xd0]) } }],
    ["notify-address-private-address", "C8", { baseHost: "http://192.168.1.5" }],
    ["notify-address-double-slash", "C8", { cmsPath: "/shop" }],
    ["notify-address-not-an-address", "C8", { baseHost: "" }],
    ["shop-switched-off", "L7", { memberOpen: "N" }],
    ["public-log", "I2", { files: { "data/payment/log.txt": "S-P1795372888RN609" } }],
    [
      "keyless-method-forges-payment",
      "V1",
      { files: { "data/payment/bank.php": "<?php $payment=array('code'=>'bank')?>" } },
    ],
  ])("says %s (%s)", async (id, bug, options) => {
    const [finding] = await withId(id, options);
    expect(finding).toMatchObject({ state: "open" });
    expect(finding?.bugs).toContain(bug);
    const [healthy] = (await withId(id)).filter(({ state, bugs }) => state === "open" && bugs.includes(bug));
    expect(healthy).toBeUndefined();
  });

  it("sees V1 closed by a key in each other method's file", async () => {
    const bank = settingsFile({ code: "bank", alipay_key: "a-long-random-key-of-32-characters" });
    const [finding] = await withId("keyless-method-forges-payment", { files: { "data/payment/bank.php": bank } });
    expect(finding).toMatchObject({ state: "closed" });
  });

  it("sees what the drop-in closes and what it leaves open", async () => {
    const files = {
      "include/payment/alipay.php": dropIn,
      "plus/dedepay.php": "<?php\n",
      "data/dedepay.config.php": "<?php\n",
      "data/payment/bank.php": settingsFile({ code: "bank" }),
    };
    const open = (await inspect({ files })).filter(needsAction).flatMap(({ bugs }) => bugs);
    expect(open.sort()).toEqual(["V3", "V5"]);
    const php = Buffer.from("<?php\n// 订单\n");
    const blocked = { ...files, "member/shops_products.php": withConfirmBlock(php) ?? php };
    expect(await withId("anonymous-confirm", { files: blocked })).toMatchObject([{ state: "closed" }]);
  });

  it("shows no key and no account in any form", async () => {
    const secret = { alipay_key: "secretsecretsecretsecretsecret01 ", alipay_account: " owner@example.com" };
    const options = { settings: { ...goodSettings, ...secret } };
    const findings = await inspect(options, { config: storedConfig(goodSettings) });
    const said = [
      renderInspectionText("x", findings),
      renderInspectionHtml({ name: "x", findings }),
      JSON.stringify(findings),
    ];
    for (const text of said) {
      expect(text).not.toContain("secretsecret");
      expect(text).not.toContain("owner@");
      expect(text).not.toContain("it's");
    }
  });

  it("lets no control character or markup of a settings file through", async () => {
    const findings = await inspect({ baseHost: "http://x<script>\u001b[2J" });
    expect(renderInspectionText("a\u001bb", findings)).not.toContain("\u001b");
    expect(renderInspectionHtml({ name: "<i>", findings })).not.toMatch(/<script|<i>/);
  });
});

describe("the notify address", () => {
  it.each([
    ["https://shop.example.com", "", []],
    ["http://shop.example.com", "", ["not_https"]],
    ["https://shop.example.com", "/cms", ["double_slash"]],
    ["https://shop.example.com/", "", ["double_slash"]],
    ["https://localhost", "", ["private_address"]],
    ["https://172.31.0.1", "", ["private_address"]],
    ["https://172.32.0.1", "", []],
    ["https://[::1]", "", ["private_address"]],
    ["https://intranet", "", ["private_address"]],
    ["shop.example.com", "", ["not_an_address"]],
  ])("from %s and %j has %j", (baseHost, cmsPath, problems) => {
    expect(notifyAddress(baseHost, cmsPath).problems).toEqual(problems);
  });
});

describe("the files of a folder", () => {
  it("are read without following a link out of it", async () => {
    const root = mkdtempSync(join(tmpdir(), "dedepay-dedecms-"));
    try {
      for (const [path, bytes] of fakeInstallation()) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), bytes);
      }
      symlinkSync("/etc/passwd", join(root, "data/payment/bank.php"));
      const files = folderFiles(root);
      expect(await files.list("data/payment")).toEqual(["alipay.php"]);
      expect(await files.list("no/such")).toEqual([]);
      expect(await files.read("data/payment/bank.php")).toBeUndefined();
      expect(await files.read("../../etc/passwd")).toBeUndefined();
      expect(await files.read("data")).toBeUndefined();
      expect(await inspectInstallation(files, { nowMs })).toEqual(await inspect());
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
