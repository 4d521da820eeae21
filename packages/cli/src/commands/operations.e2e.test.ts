// A ledger's life by the command line alone: back-up, purge, restore, recovery, and what is refused.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommandLine } from "../command-line.ts";
import { recordedSurroundings } from "../testing/recorded-surroundings.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-operations-test-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Ran = { code: number; printed: string; complained: string };

async function run(...parameters: string[]): Promise<Ran> {
  const surroundings = recordedSurroundings();
  const code = await runCommandLine([...parameters, "--data", folder], surroundings);
  return { code, printed: surroundings.printed(), complained: surroundings.complained() };
}

async function json(...parameters: string[]): Promise<Record<string, unknown>> {
  const { printed, complained } = await run(...parameters, "--json");
  return JSON.parse(printed || complained) as Record<string, unknown>;
}

/** `use` runs while a gateway is up on the folder. */
async function whileServing(use: () => Promise<void> = async () => {}): Promise<void> {
  const surroundings = recordedSurroundings();
  const ended = runCommandLine(["serve", "--port", "0", "--data", folder, "--json"], surroundings);
  while (!surroundings.printed().includes("\n")) {
    const early = await Promise.race([ended, surroundings.sleep(20)]);
    if (early !== undefined) throw new Error(`ended with ${early}: ${surroundings.complained()}`);
  }
  await use();
  surroundings.stop();
  expect(await ended).toBe(0);
}

it("backs up under a running gateway, restores, asks, and ends the recovery", async () => {
  const backups = `${join(folder, "backups")}/`;
  await whileServing(async () => {
    const { code, printed } = await run("backup", backups);
    expect(code).toBe(0);
    expect(printed).toContain("主密钥不在备份里");
    expect(printed).toContain("The master key is not in it");
    expect(printed).toContain(join(folder, "master.key"));
    const refused = await run("restore", join(backups, readdirSync(backups)[0] ?? ""));
    expect(refused.code).toBe(1);
    expect(refused.complained).toContain("A running gateway uses");
  });
  const file = join(backups, readdirSync(backups)[0] ?? "");
  expect(file).toMatch(/dedepay-\d{8}T\d{6}Z\.db$/);
  expect(await json("recovery", "status")).toEqual({ state: "none" });
  expect(await json("restore", file)).toMatchObject({
    recovery: true,
    payments: 0,
    set_aside: expect.stringContaining(".replaced-"),
  });
  const waiting = await run("recovery", "status");
  expect(waiting).toMatchObject({ code: 1, printed: expect.stringContaining("waiting for a gateway to start") });
  const early = await run("recovery", "end");
  expect(early).toMatchObject({ code: 1, complained: expect.stringContaining("start one, it asks Alipay") });
  await whileServing(async () => {
    const status = await run("recovery", "status");
    expect(status.code).toBe(0);
    expect(status.printed).toContain("已问清");
    expect(status.printed).toContain("compare Alipay's bill from");
    expect((await run("recovery", "end")).code).toBe(0);
  });
  expect(await json("recovery", "status")).toMatchObject({ state: "ended" });
});

it("marks a database that other tools restored", async () => {
  await whileServing();
  expect((await run("recovery", "begin")).code).toBe(2);
  expect((await run("recovery", "begin", "--taken-at", "yesterday")).code).toBe(2);
  expect((await run("recovery", "begin", "--taken-at", "2026-01-02T03:04:05+08:00")).code).toBe(0);
  expect(await json("recovery", "status")).toMatchObject({ state: "waiting", backup_at: "2026-01-01T19:04:05.000Z" });
  const again = await run("recovery", "begin", "--taken-at", "2026-01-02T03:04:05+08:00");
  expect(again).toMatchObject({ code: 1, complained: expect.stringContaining("already") });
});

describe("dedepay purge", () => {
  it("counts or deletes by kind, in a table", async () => {
    await whileServing();
    const counted = await run("purge", "--dry-run", "--retention", "envelopes=30");
    expect(counted.code).toBe(0);
    expect(counted.printed).toMatch(/^envelopes +30 +0 +0 +0$/m);
    expect(counted.printed).toContain("nothing was deleted");
    expect(await json("purge")).toMatchObject({ dry_run: false, purged: expect.any(Array) });
    const wrong = await run("purge", "--retention", "payments=30");
    expect(wrong).toMatchObject({ code: 2, complained: expect.stringContaining('knows no "payments"') });
  });

  it("makes no ledger where there is none", async () => {
    expect(await run("purge")).toMatchObject({ code: 1, complained: expect.stringContaining("no embedded database") });
    expect(existsSync(join(folder, "dedepay.db"))).toBe(false);
    expect((await run("backup", folder)).code).toBe(1);
    expect((await run("recovery", "status")).code).toBe(1);
  });
});

it("sends the owner of a database server to that server's own tools", async () => {
  for (const command of ["backup", "restore"]) {
    const refused = await run(command, join(folder, "x"), "--database-url", "postgres://u:geheim@127.0.0.1/d");
    expect(refused).toMatchObject({ code: 1, complained: expect.stringContaining("mariadb-dump") });
    expect(refused.complained).not.toContain("geheim");
  }
});

describe("dedepay move", () => {
  it("says what is missing, what can't be reached, and that there is nothing to cancel", async () => {
    await whileServing();
    expect(await run("move")).toMatchObject({ code: 2, complained: expect.stringContaining("--to <url> is missing") });
    const unreachable = await run("move", "--to", "mariadb://u:geheim@127.0.0.1:1/d");
    expect(unreachable).toMatchObject({ code: 1, complained: expect.stringContaining("can't be reached") });
    expect(unreachable.complained).not.toContain("geheim");
    expect(await run("move", "--cancel")).toMatchObject({
      code: 1,
      complained: expect.stringContaining("no unfinished"),
    });
    await whileServing();
  });
});

it("refuses a back-up under another master key, and names the flag", async () => {
  writeFileSync(join(folder, "x.db"), "");
  const absent = await run("restore", join(folder, "x.db"));
  expect(absent).toMatchObject({ code: 1, complained: expect.stringContaining("--master-key-file") });
});

it("says that a database file is damaged, and what to do", async () => {
  await whileServing();
  writeFileSync(join(folder, "dedepay.db"), "not a database ".repeat(1000));
  for (const command of ["serve", "purge"]) {
    const refused = await run(command);
    expect(refused).toMatchObject({ code: 1, complained: expect.stringContaining("restore a back-up") });
    expect(refused.complained).toContain(`DEDEPAY_DATA=${join(folder, "dedepay.db")}`);
  }
});
