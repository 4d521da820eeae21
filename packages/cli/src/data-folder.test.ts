import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CommandFailure } from "./command-failure.ts";
import { keepSecret, openDataFolder } from "./data-folder.ts";

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
