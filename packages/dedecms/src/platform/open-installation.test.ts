import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InstallationFiles } from "../inspect/installation-files.ts";
import { fakeInstallation } from "../testing/fake-installation.ts";
import { nearbyRoot, openInstallation } from "./open-installation.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-archive-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const tree = fakeInstallation({ edition: "gbk", files: { "data/payment/log.txt": "S-P1795372888RN609" } });

function writeTree(below: string): string {
  for (const [path, bytes] of tree) {
    mkdirSync(dirname(join(folder, below, path)), { recursive: true });
    writeFileSync(join(folder, below, path), bytes);
  }
  return join(folder, below);
}

function writeZip(name: string, roots: readonly string[], extra: Record<string, Uint8Array> = {}): string {
  const entries = roots.flatMap((root) => [...tree].map(([path, bytes]) => [`${root}${path}`, bytes] as const));
  writeFileSync(join(folder, name), zipSync({ ...Object.fromEntries(entries), ...extra }));
  return join(folder, name);
}

async function isWhole(files: InstallationFiles): Promise<void> {
  expect(await files.list("data/payment")).toEqual(["alipay.php", "log.txt"]);
  for (const [path, bytes] of tree) expect(Buffer.from((await files.read(path)) ?? [])).toEqual(Buffer.from(bytes));
  expect(await files.read("uploads/a.jpg")).toBeUndefined();
}

describe("an installation", () => {
  it("is opened from a folder", async () => {
    await isWhole(await openInstallation(writeTree("site")));
  });

  it.each(["", "public_html/", "备份/www/"])("is found in a zip below %j", async (root) => {
    const pictures = Object.fromEntries(
      Array.from({ length: 50 }, (_, n) => [`${root}uploads/${n}.jpg`, Buffer.alloc(9999)]),
    );
    const shares: number[] = [];
    const files = await openInstallation(writeZip("backup.zip", [root], pictures), (share) => shares.push(share));
    await isWhole(files);
    expect(shares.at(-1)).toBe(1);
  });

  it.each(["tar.gz", "tar"])("is found in a %s made by tar", async (ending) => {
    writeTree("site/deep");
    writeFileSync(join(folder, "site", "picture.jpg"), Buffer.alloc(3_000_000, 1));
    const file = join(folder, `backup.${ending}`);
    execFileSync("tar", [ending === "tar" ? "-cf" : "-czf", file, "-C", join(folder, "site"), "."]);
    const shares: number[] = [];
    await isWhole(await openInstallation(file, (share) => shares.push(share)));
    expect(shares.at(-1)).toBe(1);
  });

  it("is the one nearest to the top, or the one that is named", async () => {
    const file = writeZip("many.zip", ["www/", "www/old/shop/", "www/old/copy/"]);
    await isWhole(await openInstallation(file));
    await isWhole(await openInstallation(`${file}/www/old/copy/`));
    expect(await (await openInstallation(`${file}/nothing`)).read("data/common.inc.php")).toBeUndefined();
  });

  it("is whole where the owner moved data beside the web root", async () => {
    const place = (path: string): string => (path.startsWith("data/") ? path : `www/${path}`);
    const moved = [...tree].map(([path, bytes]) => [place(path), bytes] as const);
    writeFileSync(join(folder, "moved.zip"), zipSync(Object.fromEntries(moved)));
    const fromZip = await openInstallation(join(folder, "moved.zip"));
    for (const [path, bytes] of moved) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const fromFolder = await openInstallation(join(folder, "www"));
    for (const files of [fromZip, fromFolder]) {
      await isWhole(files);
      expect(files.dataOutside).toBe(true);
    }
  });

  it("is not guessed where two lie side by side", async () => {
    const opening = openInstallation(writeZip("two.zip", ["a/", "b/"]));
    await expect(opening).rejects.toMatchObject({ trouble: "several_sites", roots: ["a", "b"] });
  });

  it("keeps only the beginning of a huge file", async () => {
    const log = { "data/payment/log.txt": Buffer.alloc(5_000_000, 0x41) };
    const files = await openInstallation(writeZip("log.zip", [""], log));
    expect((await files.read("data/payment/log.txt"))?.length).toBe(2 * 1024 * 1024);
  });
});

describe("an archive which can't be read", () => {
  it.each([
    ["not_an_archive", () => Buffer.from("<?php")],
    ["unsupported_format", () => Buffer.from("Rar!\u001a\u0007\u0000")],
    ["unsupported_format", () => Buffer.from("377abcaf271c0004", "hex")],
    ["damaged", (zip: Buffer) => zip.subarray(0, zip.length - 30)],
    ["encrypted", encrypted],
  ])("is %s", async (trouble, change) => {
    const file = writeZip("x.zip", [""]);
    const zip = Buffer.from(zipSync(Object.fromEntries(tree)));
    writeFileSync(file, change(zip));
    await expect(openInstallation(file)).rejects.toMatchObject({ name: "UnreadableArchive", trouble });
  });

  it("is damaged where a tar.gz was cut off", async () => {
    writeTree("site");
    const file = join(folder, "x.tar.gz");
    const whole = execFileSync("tar", ["-cz", "-C", folder, "site"]);
    writeFileSync(file, whole.subarray(0, whole.length / 2));
    await expect(openInstallation(file)).rejects.toMatchObject({ trouble: "damaged" });
  });

  it("does not exist", async () => {
    await expect(
      openInstallation(join(folder, "none.zip/www")).then((files) => files.list("data")),
    ).rejects.toMatchObject({
      code: "ENOENT",
    });
  });
});

describe("a folder above the installation", () => {
  it("tells where the installation lies", async () => {
    writeTree("www");
    expect(await nearbyRoot(folder)).toBe(join(folder, "www"));
    expect(await nearbyRoot(join(folder, "www"))).toBeUndefined();
  });
});

/** The first bit of the flags in each header of the central directory says "encrypted". */
function encrypted(zip: Buffer): Buffer {
  for (let at = zip.indexOf("PK\u0001\u0002"); at >= 0; at = zip.indexOf("PK\u0001\u0002", at + 1)) {
    zip.writeUInt16LE(zip.readUInt16LE(at + 8) | 1, at + 8);
  }
  return zip;
}
