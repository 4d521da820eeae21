import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fakeInstallation, filesOf, goodSettings, settingsFile } from "../testing/fake-installation.ts";
import { type KillAt, Killed, type MemorySite, memorySite } from "../testing/memory-site.ts";
import { applyChanges } from "./apply-changes.ts";
import type { InstallRecord, RecordedBytes, RecordedChange } from "./install-record.ts";
import { planChanges } from "./plan-changes.ts";
import { undoChanges } from "./undo-changes.ts";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const settings = {
  gateway: "https://pay.example.com",
  keyId: "key_12345678",
  secret: "sec_12345678",
  webhookSecret: "whk_12345678",
  legacyAccount: "",
};
const dropIn = new Map<string, Uint8Array>([
  ["include/payment/alipay.php", Buffer.from("<?php // dedepay drop-in 2\n")],
  ["include/dedepay/load.php", Buffer.from("<?php // library\n")],
  ["plus/dedepay.php", Buffer.from("<?php // end-point\n")],
]);

const kept = new Map<string, Uint8Array>();
const keep = (bytes: Uint8Array): RecordedBytes => {
  kept.set(sha256(bytes), bytes);
  return { sha256: sha256(bytes), file: sha256(bytes) };
};
const ports = (site: MemorySite) => ({
  site,
  sha256,
  kept: async ({ file }: RecordedBytes) => kept.get(file) ?? Buffer.from("lost"),
  keepCopy: async (bytes: Uint8Array) => `copy of ${bytes.length}`,
});

function shop(): Map<string, Uint8Array> {
  return fakeInstallation({
    edition: "gbk",
    files: { "data/payment/bank.php": settingsFile({ code: "bank", name: "银行" }) },
  });
}

async function recordOf(files: Map<string, Uint8Array>): Promise<InstallRecord> {
  const plan = await planChanges(filesOf(files), { dropIn, settings, newKey: () => "k".repeat(32), skip: new Set() });
  const changes = plan.changes.map(
    ({ path, step, like, before, after }): RecordedChange => ({
      ...{ path, step, like, isDone: false },
      before: before === undefined ? null : keep(before),
      found: before === undefined ? null : sha256(before),
      after: keep(after),
    }),
  );
  const names = {
    id: "shop",
    siteId: "shop",
    url: "https://shop.example.com",
    webhookUrl: "https://shop.example.com/plus/dedepay.php",
  };
  return { format: 1, ...names, folder: "/shop", account: "a", connectedAtMs: 0, state: "prepared", changes };
}

const text = (files: ReadonlyMap<string, Uint8Array>): Record<string, string> =>
  Object.fromEntries([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString("base64")]));

const before = text(shop());
const record = await recordOf(shop());
const installed = await (async () => {
  const site = memorySite(shop());
  await applyChanges(record, ports(site));
  return { files: text(site.files), writes: site.writes() };
})();

const kills = [...Array(record.changes.length).keys()].flatMap((number): KillAt[] => [
  { number, when: "before" },
  { number, when: "after" },
]);

describe("an installation", () => {
  it("writes every file once, the plugin last, and nothing more the second time", async () => {
    expect(installed.writes).toBe(record.changes.length);
    expect(record.changes.at(-1)?.path).toBe("include/payment/alipay.php");
    const site = memorySite(
      new Map(Object.entries(installed.files).map(([path, bytes]) => [path, Buffer.from(bytes, "base64")])),
    );
    await applyChanges(record, ports(site));
    expect(site.writes()).toBe(0);
  });

  it.each(kills)("killed $when write $number is finished by the next run", async (killAt) => {
    const files = shop();
    await expect(applyChanges(record, ports(memorySite(files, killAt)))).rejects.toThrow(Killed);
    await applyChanges(record, ports(memorySite(files)));
    expect(text(files)).toEqual(installed.files);
  });

  it.each(kills)("killed $when write $number is taken back byte for byte", async (killAt) => {
    const files = shop();
    await expect(applyChanges(record, ports(memorySite(files, killAt)))).rejects.toThrow(Killed);
    await undoChanges(record, ports(memorySite(files)));
    expect(text(files)).toEqual(before);
  });

  it.each(kills)("whose undoing is killed $when write $number is taken back by the next one", async (killAt) => {
    const files = shop();
    await applyChanges(record, ports(memorySite(files)));
    await expect(undoChanges(record, ports(memorySite(files, killAt)))).rejects.toThrow(Killed);
    await undoChanges(record, ports(memorySite(files)));
    expect(text(files)).toEqual(before);
  });

  it("never leaves the plugin in place while a file that it needs is missing", async () => {
    for (const killAt of kills) {
      const files = shop();
      await expect(applyChanges(record, ports(memorySite(files, killAt)))).rejects.toThrow(Killed);
      const isOurs = Buffer.from(files.get("include/payment/alipay.php") ?? []).includes("drop-in");
      const isWhole = [...dropIn.keys(), "data/dedepay.config.php"].every((path) => files.has(path));
      expect(!isOurs || isWhole).toBe(true);
    }
  });

  it("touches nothing where somebody else has changed one of the files", async () => {
    const files = shop();
    files.set("member/shops_products.php", Buffer.from("<?php // someone's own\n"));
    const site = memorySite(files);
    await expect(applyChanges(record, ports(site))).rejects.toMatchObject({
      name: "ChangedMeanwhile",
      paths: ["member/shops_products.php"],
    });
    expect(site.writes()).toBe(0);
  });
});

describe("an update", () => {
  const newer = new Map([...dropIn, ["plus/dedepay.php", Buffer.from("<?php // end-point 2\n")]]);
  const change = record.changes.find(({ path }) => path === "plus/dedepay.php");
  if (change === undefined) throw new Error("no end-point in the plan");
  const update: InstallRecord = {
    ...record,
    changes: record.changes.map((one) =>
      one === change
        ? { ...one, found: one.after.sha256, after: keep(newer.get("plus/dedepay.php") ?? Buffer.from("")) }
        : { ...one, isDone: true },
    ),
  };

  it.each(["before", "after"] as const)("killed %s its write is finished, or all is taken back", async (when) => {
    for (const goesOn of [true, false]) {
      const files = shop();
      await applyChanges(record, ports(memorySite(files)));
      files.set("member/shops_products.php", Buffer.from("<?php // edited since\n"));
      await expect(applyChanges(update, ports(memorySite(files, { number: 0, when })))).rejects.toThrow(Killed);
      if (goesOn) {
        await applyChanges(update, ports(memorySite(files)));
        expect(Buffer.from(files.get("plus/dedepay.php") ?? []).toString()).toContain("end-point 2");
      } else {
        const undone = await undoChanges(update, ports(memorySite(files)));
        expect(undone.filter(({ outcome }) => outcome === "left")).toHaveLength(1);
        expect(text(files)).toEqual({
          ...before,
          "member/shops_products.php": text(files)["member/shops_products.php"],
        });
      }
    }
  });
});

describe("an uninstallation", () => {
  it("leaves what somebody has written since, and keeps a copy of what it takes away", async () => {
    const files = shop();
    await applyChanges(record, ports(memorySite(files)));
    const stock = Buffer.from("<?php class Alipay { /* a newer stock plugin */ }\n");
    const bank = Buffer.from(settingsFile({ code: "bank", name: "新账号" }));
    files.set("include/payment/alipay.php", stock);
    files.set("data/payment/bank.php", bank);
    files.set("data/dedepay.config.php", Buffer.from("<?php return array(); // edited\n"));
    const undone = await undoChanges(record, ports(memorySite(files)));
    expect(Object.fromEntries(undone.map(({ path, outcome }) => [path, outcome]))).toEqual({
      "include/payment/alipay.php": "left",
      "plus/dedepay.php": "removed",
      "data/dedepay.config.php": "kept_aside",
      "include/dedepay/load.php": "removed",
      "member/shops_products.php": "restored",
      "data/payment/bank.php": "left",
    });
    expect(undone.find(({ outcome }) => outcome === "kept_aside")?.copy).toMatch(/^copy of/);
    expect(files.get("include/payment/alipay.php")).toBe(stock);
    expect(files.get("data/payment/bank.php")).toBe(bank);
    expect(files.has("data/dedepay.config.php")).toBe(false);
  });

  it("leaves settings which the owner saved where there were none before", async () => {
    const files = fakeInstallation({ settings: null });
    const made = await recordOf(files);
    await applyChanges(made, ports(memorySite(files)));
    const saved = Buffer.from(settingsFile(goodSettings));
    files.set("data/payment/alipay.php", saved);
    const undone = await undoChanges(made, ports(memorySite(files)));
    expect(undone).toContainEqual({ path: "data/payment/alipay.php", outcome: "left" });
    expect(files.get("data/payment/alipay.php")).toBe(saved);
  });

  it("has nothing to do the second time", async () => {
    const files = shop();
    const undone = await undoChanges(record, ports(memorySite(files)));
    expect(undone.every(({ outcome }) => outcome === "untouched")).toBe(true);
  });
});
