import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGateway, type Gateway, startGateway } from "@dedepay/gateway";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openMasterKeys } from "../master-keys.ts";
import { ownerCommands, type RunCommand } from "../testing/run-command.ts";

let folder: string;
let dedepay: RunCommand;
const keyFile = (): string => join(folder, "master.key");
const keys = (): string[] => readFileSync(keyFile(), "utf8").trim().split("\n");
const silent = { debug() {}, info() {}, warn() {}, error() {} };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-master-"));
  dedepay = ownerCommands(folder);
  for (const id of ["a", "b", "c"]) await dedepay(["site", "add", "店", "--id", id]);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function open(some: readonly string[]): Promise<Gateway> {
  const masterKey = () => some.map((key) => Buffer.from(key, "hex"));
  return createGateway({ databaseFile: join(folder, "dedepay.db"), masterKey, publicUrl: () => "https://pay.test" });
}

async function register(gateway: Gateway, id: string): Promise<void> {
  await gateway.registerAccount({
    id,
    environment: "simulator",
    endpoint: "https://alipay.test/gateway.do",
    protocol: "mapi",
    credentials: { partner: "2088123412341234", signType: "MD5", md5Key: "0123456789abcdef0123456789abcdef" },
    contracts: [],
    requestId: "r",
  });
}

async function opensEverything(some: readonly string[]): Promise<boolean> {
  const gateway = await open(some);
  const { unreadable } = await gateway.resealSecrets({ actor: "test", requestId: "r" });
  await gateway.close();
  return unreadable.length === 0;
}

describe("dedepay master-key rotate", () => {
  it("seals everything under a new key, then throws the old one away", async () => {
    const [old] = keys();
    const rotated = await dedepay(["master-key", "rotate"]);
    expect(rotated.code).toBe(0);
    expect(rotated.printed).toContain("重新封存 6 项");
    expect(keys()).toHaveLength(1);
    expect(keys()).not.toEqual([old]);
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
    expect(existsSync(`${keyFile()}.lock`)).toBe(false);
    expect((await dedepay(["site", "list"])).code).toBe(0);
    await expect(open([old ?? ""])).rejects.toMatchObject({ name: "SealBroken" });
    for (const text of [rotated.printed, rotated.complained]) expect(text).not.toMatch(/[0-9a-f]{64}/);
    const log = await dedepay(["audit", "list", "--action", "master_key.", "--json"]);
    expect(log.json()["data"]).toMatchObject([{ action: "master_key.resealed", actor: "cli:tester" }]);
  });

  it("leaves back-ups from before to the old key, which opens them as a second line of the file", async () => {
    const [old] = keys();
    const copy = join(folder, "copy.db");
    expect((await dedepay(["backup", copy])).code).toBe(0);
    expect((await dedepay(["master-key", "rotate"])).code).toBe(0);
    const refused = await dedepay(["restore", copy]);
    expect(refused.code).toBe(1);
    expect(refused.complained).toContain("主密钥不是封存这些数据的那一把");
    const [current] = keys();
    writeFileSync(keyFile(), `${current}\n${old}\n`);
    expect((await dedepay(["restore", copy])).code).toBe(0);
    expect((await dedepay(["master-key", "rotate", "--json"])).json()).toMatchObject({ resealed: 6, unreadable: [] });
    expect(keys()).toEqual([current]);
    expect(await opensEverything([current ?? ""])).toBe(true);
  });

  it("goes on where it was killed: after the file was written, between any two rows, before the old key goes", async () => {
    for (let rowsDone = 0; rowsDone <= 6; rowsDone += 1) {
      const before = keys();
      // As a killed run leaves it: both keys in the file, so many rows sealed anew, its lock lying about.
      const next = Buffer.alloc(32, 100 + rowsDone).toString("hex");
      writeFileSync(keyFile(), `${next}\n${before[0]}\n`);
      writeFileSync(`${keyFile()}.lock`, "31337\n");
      await killedAfter(rowsDone, [next, before[0] ?? ""]);
      expect((await dedepay(["key", "list"])).code).toBe(0);
      const resumed = await dedepay(["master-key", "rotate", "--json"]);
      expect(resumed.code).toBe(0);
      expect(resumed.json()).toMatchObject({ resealed: 6 - rowsDone, unreadable: [] });
      expect(keys()).toEqual([next]);
      expect(await opensEverything([next])).toBe(true);
    }
  });

  async function killedAfter(rows: number, some: readonly string[]): Promise<void> {
    if (rows === 0) return;
    const gateway = await open(some);
    const progressed = (done: number): void => {
      if (done === rows) throw new Error("killed");
    };
    const killed = gateway.resealSecrets({ actor: "test", requestId: "r", progressed });
    await expect(killed).rejects.toThrow("killed");
    await gateway.close();
  }

  it("runs beside a gateway, which needs no restart", async () => {
    const masterKey = openMasterKeys(folder, { randomBytes: (length) => new Uint8Array(length) });
    const running = await startGateway({ dataDir: folder, masterKey, port: 0, log: silent });
    const made: string[] = [];
    // While the command waits for gateways to notice, this one makes a site.
    const sleep = async (): Promise<void> => {
      made.push((await running.gateway.registerSite({ name: "店", requestId: "r" })).keyId);
    };
    expect((await dedepay(["master-key", "rotate"], { sleep })).code).toBe(0);
    for (const { id } of await running.gateway.listSiteKeys()) {
      expect((await running.gateway.findSiteByKey(id))?.matches("x", "0".repeat(64))).toBe(false);
    }
    await running.close();
    expect(made.length).toBeGreaterThan(0);
    expect(await opensEverything(keys())).toBe(true);
  });

  it("keeps the old key where something opens with neither", async () => {
    const before = keys();
    const gateway = await open(before);
    await register(gateway, "first");
    await gateway.close();
    const stranger = await createGateway({
      ...{
        databaseFile: join(folder, "dedepay.db"),
        masterKey: () => [before[0], "ee".repeat(32)].map(bytes).reverse(),
      },
      publicUrl: () => "https://pay.test",
    });
    // Not the first of its kind: of each kind a gateway tries one secret before it starts.
    await register(stranger, "last");
    await stranger.close();
    const refused = await dedepay(["master-key", "rotate"]);
    expect(refused.code).toBe(1);
    expect(refused.complained).toContain("旧密钥保留");
    expect(keys()[1]).toBe(before[0]);
  });

  it("is one at a time: another one at work is named, a dead one's lock is taken over", async () => {
    writeFileSync(`${keyFile()}.lock`, "77\n");
    const busy = await dedepay(["master-key", "rotate"], { alive: [77] });
    expect([busy.code, busy.complained]).toEqual([1, expect.stringContaining("进程 77")]);
    expect(keys()).toHaveLength(1);
    expect((await dedepay(["master-key", "rotate"])).code).toBe(0);
  });

  it("only prepares where several machines have to learn the new key first", async () => {
    const [old] = keys();
    expect((await dedepay(["master-key", "rotate", "--prepare", "--json"])).json()).toMatchObject({ prepared: true });
    expect(keys()).toHaveLength(2);
    expect(keys()[1]).toBe(old);
    expect((await dedepay(["site", "list"])).code).toBe(0);
    expect((await dedepay(["master-key", "rotate", "--json"])).json()).toMatchObject({ resealed: 6 });
    expect(keys()).toHaveLength(1);
  });

  it("takes both keys from the environment, and asks for the second where it is missing", async () => {
    const [old = ""] = keys();
    const one = { environment: { DEDEPAY_MASTER_KEY: old } };
    expect((await dedepay(["master-key", "rotate"], one)).code).toBe(2);
    const next = "cd".repeat(32);
    const two = { environment: { DEDEPAY_MASTER_KEY: `${next},${old}` } };
    expect((await dedepay(["master-key", "rotate"], two)).code).toBe(0);
    expect(await opensEverything([next])).toBe(true);
  });

  it("changes nothing where the present key is not the data's", async () => {
    writeFileSync(keyFile(), `${"ab".repeat(32)}\n`);
    expect((await dedepay(["master-key", "rotate"])).code).toBe(1);
    expect(keys()).toEqual(["ab".repeat(32)]);
  });
});

function bytes(hex: string | undefined): Uint8Array {
  return Buffer.from(hex ?? "", "hex");
}
