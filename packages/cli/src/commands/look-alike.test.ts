import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecordedOptions } from "../testing/recorded-surroundings.ts";
import { ownerCommands, type Ran } from "../testing/run-command.ts";

const oldKey = "abcdefghijklmnopqrstuvwxyz012345";
let folder = "";

const dedepay = (parameters: readonly string[], options: RecordedOptions = {}): Promise<Ran> =>
  ownerCommands(join(folder, "data"), ["--public-url", "https://pay.example/"])(parameters, options);
const run = (...parameters: string[]): Promise<Ran> => dedepay(["look-alike", ...parameters]);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-look-alike-"));
  const site = ["--id", "old", "--return-origin", "https://shop.example", "--refund-limit", "100"];
  expect((await dedepay(["site", "add", "老商店", ...site])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("dedepay look-alike", () => {
  it("issues a pair and says which values of the old shop to change", async () => {
    const { code, printed } = await run("issue", "old");
    expect(code).toBe(0);
    expect(printed).toMatch(/网关地址 gateway +https:\/\/pay\.example\/gateway\.do\?/);
    expect(printed).toMatch(/合作者身份 partner +2088\d{12}/);
    expect(printed).toMatch(/安全校验码 key +[a-z0-9]{32} +只显示这一次/);
    expect((await run("issue", "old", "--json")).json()).toMatchObject({
      ...{ site: "old", origin: "issued" },
      ...{ gateway_url: "https://pay.example/gateway.do?", key: expect.stringMatching(/^[a-z0-9]{32}$/) },
    });
  });

  it("takes the old pair of Alipay from a file or the standard input, warns, and does not repeat the key", async () => {
    const file = join(folder, "old.key");
    writeFileSync(file, `${oldKey}\n`);
    const reuse = ["--reuse-partner", "2088101112223334", "--reuse-key-file"];
    const { code, printed } = await run("issue", "old", ...reuse, file);
    expect(code).toBe(0);
    expect(printed).toContain("查询确认");
    expect(printed).not.toContain(oldKey);
    const other = ["--reuse-partner", "2088101112223342", "--reuse-key-file", "-"];
    const wrong = await dedepay(["look-alike", "issue", "old", ...other], { input: `${oldKey.slice(1)} \n` });
    expect([wrong.code, wrong.complained.split("\n")[0]]).toEqual([2, expect.stringContaining("空白")]);
    expect((await run("issue", "old", "--reuse-partner", "2088101112223334")).code).toBe(2);
    expect((await run("issue", "old", ...reuse, join(folder, "none"))).code).toBe(2);
  });

  it("shows and changes the settings, and revokes", async () => {
    const on = ["--returns", "signed", "--service", "refund", "--address", "198.51.100.7"];
    expect((await run("set", "old", ...on, "--json")).json()).toMatchObject({
      returns: "signed",
      services: ["refund"],
    });
    const { printed } = await run("show", "old");
    expect(printed).toContain("https://pay.example/cooperate/gateway.do?");
    const partner = /(20889999\d{8}) +网关发的 issued +有效 valid/.exec(printed)?.[1] ?? "";
    expect((await run("revoke", "old", partner)).code).toBe(0);
    expect((await run("show", "old")).printed).toMatch(new RegExp(`${partner} +网关发的 issued +已停用 revoked`));
    const off = await run("set", "old", "--service", "none", "--shop-url", "none", "--json");
    expect(off.json()).toMatchObject({ services: [], shop_url: null, addresses: ["198.51.100.7"] });
  });

  it("stands in the audit log under whoever ran the command", async () => {
    const { data } = (await dedepay(["audit", "list", "--json"])).json() as {
      data: { actor: string; action: string; detail: object }[];
    };
    expect(data.find(({ action }) => action === "look_alike.changed")?.detail).toEqual({
      before: { services: ["refund"] },
      after: { services: [] },
    });
    const ours = data.filter(({ action }) => action.startsWith("look_alike") || action === "site.delivery_set");
    expect(new Set(ours.map(({ actor }) => actor))).toEqual(new Set(["cli:tester"]));
    expect(new Set(ours.map(({ action }) => action))).toEqual(
      new Set(["look_alike.changed", "look_alike_key.issued", "look_alike_key.revoked", "site.delivery_set"]),
    );
    expect(JSON.stringify(data)).not.toContain(oldKey);
  });

  it("says what is wrong with exit code 1, and wrong usage with 2", async () => {
    expect(await run("show", "nobody")).toMatchObject({ code: 1, complained: expect.stringContaining("nobody") });
    expect((await run("set", "old", "--service", "steal")).code).toBe(2);
    expect((await run("set", "old", "--daily-calls", "0")).code).toBe(2);
    const empty = await ownerCommands(join(folder, "empty"))(["look-alike", "show", "x"]);
    expect([empty.code, empty.complained]).toEqual([1, expect.stringContaining("没有网关的数据")]);
  });
});
