import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FileChange } from "../install/file-change.ts";
import { InstallRecords, sha256 } from "./install-records.ts";
import { siteFolder } from "./site-folder.ts";

let root = "";
let shop = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "dedepay-site-")));
  shop = join(root, "shop");
  for (const folder of ["data/payment", "include/payment", "plus"]) mkdirSync(join(shop, folder), { recursive: true });
  for (const path of ["data/common.inc.php", "include/common.inc.php"]) writeFileSync(join(shop, path), "<?php\n");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const bytes = (text: string): Uint8Array => Buffer.from(text);
const mode = (path: string): number => statSync(join(shop, path)).mode & 0o777;

describe("a shop's folder", () => {
  it("keeps the mode of a file which is replaced, and gives a new one that of its model", async () => {
    const site = siteFolder(shop);
    writeFileSync(join(shop, "plus/old.php"), "old");
    chmodSync(join(shop, "plus/old.php"), 0o640);
    chmodSync(join(shop, "data/common.inc.php"), 0o600);
    await site.write("plus/old.php", bytes("new"), "include/common.inc.php");
    await site.write("data/dedepay.config.php", bytes("keys"), "data/common.inc.php");
    expect([mode("plus/old.php"), mode("data/dedepay.config.php")]).toEqual([0o640, 0o600]);
    expect(Buffer.from((await site.read("plus/old.php")) ?? []).toString()).toBe("new");
    expect(await site.read("plus/none.php")).toBeUndefined();
    expect(readdirSync(join(shop, "plus"))).toEqual(["old.php"]);
  });

  it("makes our own folder and takes it away with its last file, but no folder of the CMS", async () => {
    const site = siteFolder(shop);
    for (const name of ["a", "b"])
      await site.write(`include/dedepay/${name}.php`, bytes(name), "include/common.inc.php");
    await site.write("data/payment/alipay.php", bytes("x"), "data/common.inc.php");
    await site.remove("include/dedepay/a.php");
    expect(existsSync(join(shop, "include/dedepay"))).toBe(true);
    await site.remove("include/dedepay/b.php");
    await site.remove("include/dedepay/b.php");
    await site.remove("data/payment/alipay.php");
    expect(existsSync(join(shop, "include/dedepay"))).toBe(false);
    expect(existsSync(join(shop, "data/payment"))).toBe(true);
  });

  it("is not written through a link, which other shops may share", async () => {
    mkdirSync(join(root, "shared"));
    writeFileSync(join(root, "shared/alipay.php"), "shared");
    rmSync(join(shop, "include/payment"), { recursive: true });
    symlinkSync(join(root, "shared"), join(shop, "include/payment"));
    symlinkSync(join(root, "shared/alipay.php"), join(shop, "plus/dedepay.php"));
    const site = siteFolder(shop);
    for (const path of ["include/payment/alipay.php", "plus/dedepay.php"]) {
      await expect(site.write(path, bytes("ours"), "include/common.inc.php")).rejects.toMatchObject({
        name: "LinkedPath",
      });
      await expect(site.read(path)).rejects.toMatchObject({ name: "LinkedPath" });
      await expect(site.remove(path)).rejects.toMatchObject({ name: "LinkedPath" });
    }
    expect(readFileSync(join(root, "shared/alipay.php"), "utf8")).toBe("shared");
  });

  it("leaves nothing half-written behind when a write fails", async () => {
    mkdirSync(join(shop, "plus/dedepay.php"));
    await expect(siteFolder(shop).write("plus/dedepay.php", bytes("x"), "include/common.inc.php")).rejects.toThrow();
    expect(readdirSync(join(shop, "plus"))).toEqual(["dedepay.php"]);
  });

  it("is swept of what a killed run left, and of nothing else", async () => {
    for (const name of [".dedepay-0123456789ab.php", ".dedepay-notes.php", "list.php"])
      writeFileSync(join(shop, "plus", name), "");
    await siteFolder(shop).sweep("plus/dedepay.php");
    expect(readdirSync(join(shop, "plus")).sort()).toEqual([".dedepay-notes.php", "list.php"]);
  });

  it("finds data beside the web root where the owner moved it out", async () => {
    mkdirSync(join(root, "data/payment"), { recursive: true });
    writeFileSync(join(root, "data/common.inc.php"), "<?php\n");
    rmSync(join(shop, "data"), { recursive: true });
    await siteFolder(shop).write("data/dedepay.config.php", bytes("keys"), "data/common.inc.php");
    expect(readFileSync(join(root, "data/dedepay.config.php"), "utf8")).toBe("keys");
  });
});

describe("the records of installations", () => {
  const change = (before: string | undefined, after: string): FileChange => ({
    path: "plus/dedepay.php",
    step: "drop-in",
    like: "include/common.inc.php",
    why: { zh: "", en: "" },
    before: before === undefined ? undefined : bytes(before),
    after: bytes(after),
  });
  const record = {
    format: 1,
    id: "shop",
    siteId: "shop",
    url: "u",
    webhookUrl: "w",
    folder: "/shop",
    account: "a",
    connectedAtMs: 0,
    state: "prepared",
    changes: [],
  } as const;

  it("are found by folder and by site, and can be read by their owner alone", async () => {
    const records = new InstallRecords(root);
    expect(await records.all()).toEqual([]);
    await records.save(record);
    await records.save({ ...record, state: "installed" });
    expect(await records.ofFolder("/shop")).toEqual({ ...record, state: "installed" });
    expect(await records.withId("shop")).toEqual({ ...record, state: "installed" });
    expect(await records.ofFolder("/other")).toBeUndefined();
    expect(statSync(join(root, "dedecms/shop/record.json")).mode & 0o777).toBe(0o600);
    expect(statSync(join(root, "dedecms/shop")).mode & 0o777).toBe(0o700);
  });

  it("keep the first original through an update, and a new one where somebody else wrote in between", async () => {
    const records = new InstallRecords(root);
    const first = await records.keep("shop", change("stock", "ours 1"), undefined);
    const second = await records.keep("shop", change("ours 1", "ours 2"), first);
    const third = await records.keep("shop", change("newer stock", "ours 2"), second);
    expect([second.before?.sha256, third.before?.sha256]).toEqual([
      sha256(bytes("stock")),
      sha256(bytes("newer stock")),
    ]);
    expect(Buffer.from(await records.bytes("shop", second.after)).toString()).toBe("ours 2");
    expect((await records.keep("shop", change(undefined, "ours"), undefined)).before).toBeNull();
  });

  it("give out no byte which is not the one that was kept", async () => {
    const records = new InstallRecords(root);
    const { after } = await records.keep("shop", change(undefined, "ours"), undefined);
    writeFileSync(join(root, "dedecms/shop", after.file), "damaged");
    await expect(records.bytes("shop", after)).rejects.toMatchObject({ name: "DamagedRecord" });
  });
});
