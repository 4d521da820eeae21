import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CommandFailure } from "./command-failure.ts";
import { keepSecret, openDataFolder, readMasterKey } from "./data-folder.ts";

const randomBytes = (length: number): Uint8Array => new Uint8Array(length).fill(7);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-data-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the data folder", () => {
  it("is made where it is missing, closed to other users and ignored by git", () => {
    const path = openDataFolder(join(folder, "a", "b"));
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(path, ".gitignore"), "utf8")).toBe("*\n");
  });

  it("is refused with its path where a file is in the way", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => openDataFolder(join(folder, "file"))).toThrow(CommandFailure);
  });
});

describe("a kept secret", () => {
  it("is made once, found again, and readable by its owner only", () => {
    const path = join(folder, "admin.token");
    expect(keepSecret(path, () => "one")).toMatchObject({ text: "one", isNew: true });
    expect(keepSecret(path, () => "two")).toMatchObject({ text: "one", isNew: false });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

describe("the master key", () => {
  it("is made on the first start and the same on the next", () => {
    const first = readMasterKey(folder, { randomBytes });
    expect(first).toHaveLength(32);
    const other = (length: number): Uint8Array => new Uint8Array(length).fill(8);
    expect(readMasterKey(folder, { randomBytes: other })).toEqual(first);
  });

  it("is not made anew beside a database which the old one sealed", () => {
    writeFileSync(join(folder, "dedepay.db"), "");
    expect(() => readMasterKey(folder, { randomBytes })).toThrow(CommandFailure);
  });

  it("is refused where the named file is missing or holds something else", () => {
    expect(() => readMasterKey(folder, { file: join(folder, "no.key"), randomBytes })).toThrow("is missing");
    writeFileSync(join(folder, "bad.key"), "abc\n");
    expect(() => readMasterKey(folder, { file: join(folder, "bad.key"), randomBytes })).toThrow("64 hexadecimal");
  });
});
