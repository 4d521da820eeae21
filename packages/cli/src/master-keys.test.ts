import { mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CommandFailure } from "./command-failure.ts";
import { openMasterKeys } from "./master-keys.ts";

const randomBytes = (length: number): Uint8Array => new Uint8Array(length).fill(7);
const hex = (byte: number): string => Buffer.alloc(32, byte).toString("hex");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-keys-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the master key", () => {
  it("is made on the first start, for its owner only, and the same on the next", () => {
    const [first] = openMasterKeys(folder, { randomBytes })();
    expect(first).toHaveLength(32);
    expect(statSync(join(folder, "master.key")).mode & 0o777).toBe(0o600);
    const other = (length: number): Uint8Array => new Uint8Array(length).fill(8);
    expect(openMasterKeys(folder, { randomBytes: other })()).toEqual([first]);
  });

  it("is not made anew beside a database which the old one sealed", () => {
    writeFileSync(join(folder, "dedepay.db"), "");
    expect(() => openMasterKeys(folder, { randomBytes })).toThrow(CommandFailure);
  });

  it("is refused where the named file is missing or holds something else", () => {
    const at = (name: string) => () => openMasterKeys(folder, { file: join(folder, name), randomBytes })();
    expect(at("no.key")).toThrow("is missing");
    for (const text of ["abc\n", "", `${hex(1)}0\n`, `${hex(1)}\nabc\n`]) {
      writeFileSync(join(folder, "bad.key"), text);
      expect(at("bad.key")).toThrow("64 hexadecimal");
    }
  });

  it("is read again where the file changed, and two may stand there", () => {
    const keys = openMasterKeys(folder, { randomBytes });
    expect(keys()).toHaveLength(1);
    const next = join(folder, "next");
    writeFileSync(next, `${hex(2)}\n${hex(7)}\n`);
    renameSync(next, join(folder, "master.key"));
    expect(keys().map((key) => Buffer.from(key).toString("hex"))).toEqual([hex(2), hex(7)]);
  });

  it("may come from the environment instead, and from one place only", () => {
    const given = `${hex(3)},${hex(4)}`;
    expect(openMasterKeys(folder, { given, randomBytes })()).toHaveLength(2);
    const both = () => openMasterKeys(folder, { given, file: join(folder, "x"), randomBytes });
    expect(both).toThrow("use one of them");
    expect(() => openMasterKeys(folder, { given: "secret words", randomBytes })).toThrow("DEDEPAY_MASTER_KEY");
  });

  it("is never repeated in a refusal", () => {
    const almost = `${hex(5)}zz`;
    expect(() => openMasterKeys(folder, { given: almost, randomBytes })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(hex(5).slice(0, 16)) }),
    );
  });
});
