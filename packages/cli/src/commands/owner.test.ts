import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ownerCommands, type RunCommand } from "../testing/run-command.ts";

let folder: string;
let dedepay: RunCommand;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-owner-"));
  dedepay = ownerCommands(join(folder, "data"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const key = "abcdefghijabcdefghijabcdefghij12";

async function addAccount(): Promise<void> {
  const flags = ["--id", "main", "--protocol", "mapi", "--environment", "sandbox", "--partner", "2088101000000017"];
  const added = await dedepay(["account", "add", ...flags, "--md5-key-file", "-", "--no-check"], { input: `${key}\n` });
  expect(added.code).toBe(0);
}

describe("dedepay site", () => {
  it("makes a site and shows its secrets this once, Chinese first", async () => {
    const made = await dedepay(["site", "add", "茶铺", "--id", "tea", "--refund-limit", "500.50"]);
    expect(made.code).toBe(0);
    expect(made.printed).toMatch(/站点已建立 · the site is made/);
    expect(made.printed).toMatch(/key secret\s+sec_\w{32}/);
    const shown = await dedepay(["site", "show", "tea", "--json"]);
    expect(shown.json()).toMatchObject({ id: "tea", name: "茶铺", mode: "test", refund_daily_fen: 50_050 });
    expect(shown.printed).not.toMatch(/sec_|whk_/);
    expect((await dedepay(["site", "list"])).printed).toMatch(/tea\s+茶铺\s+test/);
  });

  it("changes it, takes settings away with none, and switches it off and on", async () => {
    await dedepay([
      "site",
      "add",
      "茶铺",
      "--id",
      "tea",
      "--refund-limit",
      "5",
      "--webhook-url",
      "https://tea.test/hook",
    ]);
    const changed = await dedepay(["site", "set", "tea", "--refund-limit", "none", "--webhook-url", "none", "--json"]);
    expect(changed.json()).toMatchObject({ refund_daily_fen: null, webhook_url: null });
    expect((await dedepay(["site", "disable", "tea", "--json"])).json()).toMatchObject({
      disabled_at: expect.any(String),
    });
    expect((await dedepay(["site", "enable", "tea", "--json"])).json()).toMatchObject({ disabled_at: null });
  });

  it("leaves the shipping of virtual goods to it, and takes that over again", async () => {
    await dedepay(["site", "add", "茶铺", "--id", "tea"]);
    expect((await dedepay(["site", "show", "tea"])).printed).toContain("网关自动在支付宝发货");
    const off = await dedepay(["site", "set", "tea", "--auto-ship", "off"]);
    expect(off.printed).toContain("由网站自己发货");
    const on = await dedepay(["site", "set", "tea", "--auto-ship", "on", "--json"]);
    expect(on.json()).toMatchObject({ auto_ship: true });
    const added = await dedepay(["site", "add", "花店", "--id", "flowers", "--auto-ship", "off"]);
    expect(added.code).toBe(0);
    expect((await dedepay(["site", "show", "flowers", "--json"])).json()).toMatchObject({ auto_ship: false });
    expect((await dedepay(["site", "set", "tea", "--auto-ship", "maybe"])).code).toBe(2);
    expect((await dedepay(["audit", "list", "--subject", "tea"])).printed).toMatch(/autoShip: true → false/);
  });

  it("replaces its webhook secret, with both for a day or the former one ended at once", async () => {
    await dedepay(["site", "add", "茶铺", "--id", "tea"]);
    const rotated = await dedepay(["site", "rotate-secret", "tea", "--json"]);
    expect(rotated.json()).toMatchObject({
      ...{ id: "tea", webhook_secret: expect.stringMatching(/^whk_/), former_until: expect.any(String) },
    });
    expect((await dedepay(["site", "rotate-secret", "tea"])).printed).toMatch(
      /只显示这一次[\s\S]*之前通知用新旧两个密钥签名/,
    );
    expect((await dedepay(["site", "rotate-secret", "tea", "--overlap", "0h"])).printed).toContain("只用新密钥签名");
    expect((await dedepay(["site", "rotate-secret", "tea", "--overlap", "30m"])).complained).toContain("24h");
    const log = await dedepay(["audit", "list", "--action", "site.webhook_secret_rotated", "--json"]);
    expect(log.json()["data"]).toHaveLength(3);
  });

  it("says what is wrong with exit code 2 for a value and 1 for the state of things", async () => {
    await dedepay(["site", "add", "茶铺", "--id", "tea"]);
    const wrong = await dedepay(["site", "set", "tea", "--webhook-url", "ftp://x"]);
    expect([wrong.code, wrong.complained]).toEqual([2, expect.stringContaining("通知地址须为完整的 http")]);
    const taken = await dedepay(["site", "add", "x", "--id", "tea", "--json"]);
    expect(taken.code).toBe(1);
    expect(JSON.parse(taken.complained)).toMatchObject({ error: { code: 1013, param: "id" } });
    expect((await dedepay(["site", "show", "nobody"])).code).toBe(1);
    expect((await dedepay(["site", "set", "tea", "--refund-limit", "1.234"])).code).toBe(2);
  });
});

describe("dedepay key", () => {
  it("makes, limits, rotates and revokes keys", async () => {
    await dedepay(["site", "add", "茶铺", "--id", "tea", "--scope", "pay,read", "--address", "10.0.0.0/8"]);
    const made = await dedepay(["key", "add", "tea", "--scope", "read", "--origin", "https://a.test", "--json"]);
    expect(made.json()).toMatchObject({ scopes: ["read"], origins: ["https://a.test"], secret: expect.any(String) });
    const id = String(made.json()["id"]);
    const changed = await dedepay(["key", "set", id, "--address", "203.0.113.7,::1", "--origin", "none", "--json"]);
    expect(changed.json()).toMatchObject({ addresses: ["203.0.113.7", "::1"], origins: [] });
    const rotated = await dedepay(["key", "rotate", id, "--overlap", "1h"]);
    expect(rotated.printed).toMatch(/只显示这一次[\s\S]*旧密钥 key_\w+ 有效至 .* 北京/);
    expect((await dedepay(["key", "revoke", id, "--json"])).json()).toMatchObject({ standing: "revoked" });
    const list = (await dedepay(["key", "list", "tea", "--json"])).json()["data"] as { scopes: string[] }[];
    expect(list.map(({ scopes }) => scopes)).toEqual([["pay", "read"], ["read"], ["read"]]);
    expect((await dedepay(["key", "list"])).printed).toMatch(/已停用 revoked/);
  });

  it("names a wrong scope, address and time", async () => {
    for (const flags of [
      ["set", "key_x", "--scope", "admin"],
      ["rotate", "key_x", "--overlap", "soon"],
    ])
      expect((await dedepay(["key", ...flags])).code).toBe(2);
  });
});

describe("dedepay contract", () => {
  it("writes down, lists, changes and removes what is signed", async () => {
    await addAccount();
    const flags = ["--product", "direct", "--goods", "virtual", "--from", "2026-01-01", "--to", "2027-01-01"];
    const added = (await dedepay(["contract", "add", "main", ...flags, "--json"])).json();
    expect(added).toMatchObject({ from: "2025-12-31T16:00:00.000Z", to: "2026-12-31T16:00:00.000Z", status: "active" });
    const id = String(added["id"]);
    const changed = await dedepay(["contract", "set", id, "--to", "none", "--status", "paused", "--json"]);
    expect(changed.json()).toMatchObject({ to: null, status: "paused" });
    expect((await dedepay(["contract", "list", "main"])).printed).toMatch(/direct\s+virtual\s+暂停 paused/);
    expect((await dedepay(["contract", "remove", id])).code).toBe(0);
    expect((await dedepay(["contract", "list"])).printed).toContain("还没有登记合同");
    expect((await dedepay(["contract", "add", "main"])).complained).toContain("缺少 --product");
    expect((await dedepay(["contract", "add", "main", "--product", "page"])).code).toBe(2);
  });
});

describe("dedepay audit list", () => {
  it("tells who changed what, page by page, without a secret", async () => {
    await addAccount();
    const made = (await dedepay(["site", "add", "茶铺", "--id", "tea", "--json"])).json();
    await dedepay(["site", "set", "tea", "--name", "新茶铺"]);
    const text = await dedepay(["audit", "list", "--subject", "tea"]);
    expect(text.printed).toMatch(/cli:tester\s+site\.changed\s+tea\s+name: 茶铺 → 新茶铺/);
    const page = (await dedepay(["audit", "list", "--limit", "2", "--json"])).json();
    expect(page["data"]).toHaveLength(2);
    const next = await dedepay(["audit", "list", "--limit", "500", "--cursor", String(page["next_cursor"]), "--json"]);
    expect(next.json()["data"]).toHaveLength(2);
    const all = (await dedepay(["audit", "list", "--limit", "500", "--json"])).printed;
    for (const secret of [key, made["key_secret"], made["webhook_secret"]]) expect(all).not.toContain(secret);
    expect((await dedepay(["audit", "list", "--limit", "501"])).code).toBe(2);
  });
});

describe("dedepay admin-token rotate", () => {
  it("shows the new token once", async () => {
    await addAccount();
    const first = (await dedepay(["admin-token", "rotate", "--json"])).json()["admin_token"];
    const second = (await dedepay(["admin-token", "rotate", "--json"])).json()["admin_token"];
    expect(first).not.toBe(second);
    const log = await dedepay(["audit", "list", "--action", "admin_token.rotated", "--json"]);
    expect(log.json()["data"]).toHaveLength(2);
    expect(log.printed).not.toContain(String(second));
  });
});

describe("any command of the owner", () => {
  it("says that a folder holds no data instead of making an empty gateway", async () => {
    const { code, complained } = await dedepay(["site", "list"]);
    expect(code).toBe(1);
    expect(complained).toContain("里没有网关的数据");
    expect(complained).toContain("--data");
  });

  it("says that the master key is another one", async () => {
    await addAccount();
    const other = await dedepay(["account", "list"], { environment: { DEDEPAY_MASTER_KEY: "ab".repeat(32) } });
    expect([other.code, other.complained]).toEqual([1, expect.stringContaining("主密钥不是封存这些数据的那一把")]);
    const both = { environment: { DEDEPAY_MASTER_KEY: "ab".repeat(32) } };
    expect((await dedepay(["account", "list", "--master-key-file", "x"], both)).code).toBe(2);
  });
});
