import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentialsOf, type Simulator, startSimulator } from "@dedepay/simulator";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ownerCommands, type RunCommand } from "../testing/run-command.ts";

let simulator: Simulator;
let folder: string;
let dedepay: RunCommand;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(async () => {
  await simulator.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-account-"));
  dedepay = ownerCommands(join(folder, "data"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const md5Key = "simulatorkey0123456789abcdefghij";
const otherKey = "directphysicalkey0123456789abcde";

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const mapiFlags = (): string[] => [
  ...["--id", "shop", "--protocol", "mapi", "--environment", "simulator", "--endpoint", simulator.mapiEndpoint],
  ...["--partner", "2088101000000017"],
];

function openapiFlags(): { flags: string[]; privateKey: string; ownPublicKey: string } {
  const account = simulator.world.accounts.find(({ id }) => id === "openapi-key");
  const client = account === undefined ? undefined : credentialsOf(account);
  if (account?.protocol !== "openapi" || client?.protocol !== "openapi") throw new Error("no openapi-key in the world");
  const flags = [
    ...["--id", "app", "--app-id", client.appId, "--environment", "simulator", "--endpoint", simulator.openapiEndpoint],
    ...["--private-key-file", file("private", client.privateKey)],
    ...["--alipay-public-key-file", file("alipay", client.alipayPublicKey ?? "")],
  ];
  return { flags, privateKey: client.privateKey, ownPublicKey: account.publicKey };
}

describe("dedepay account add", () => {
  it("takes the key from a file, asks Alipay, and shows everything but the key", async () => {
    const flags = [...mapiFlags(), "--md5-key-file", file("key", `${md5Key}\r\n`), "--contract", "direct:any,escrow"];
    const added = await dedepay(["account", "add", ...flags]);
    expect(added.code).toBe(0);
    expect(added.printed).toMatch(/账户已登记[\s\S]*支付宝认可这个账户[\s\S]*✓\s+查询交易：可用/);
    expect(added.printed + added.complained).not.toContain(md5Key);
    const shown = await dedepay(["account", "show", "shop", "--json"]);
    expect(shown.json()).toMatchObject({ capabilities: { query: "yes" }, contracts: [{}, {}] });
    expect(shown.printed).not.toContain(md5Key);
    expect((await dedepay(["account", "list"])).printed).toMatch(/shop\s+simulator\s+mapi\s+2088101000000017/);
  });

  it("takes the key from the standard input", async () => {
    const added = await dedepay(["account", "add", ...mapiFlags(), "--md5-key-file", "-"], { input: md5Key });
    expect(added.code).toBe(0);
  });

  it("asks a person for what is missing, for keys without showing them", async () => {
    const answers = ["mapi", "simulator", " 2088101000000017 ", md5Key];
    const flags = ["account", "add", "--endpoint", simulator.mapiEndpoint];
    const added = await dedepay(flags, { answers });
    expect(added.code).toBe(0);
    expect(added.asked.map((question) => question.endsWith("(hidden)"))).toEqual([false, false, false, true]);
    expect(added.printed + added.complained).not.toContain(md5Key);
  });

  it("names everything that a script forgot at once", async () => {
    const forgot = await dedepay(["account", "add", "--protocol", "openapi", "--environment", "sandbox"]);
    expect(forgot.code).toBe(2);
    for (const flag of ["--app-id", "--private-key-file", "--alipay-public-key-file"])
      expect(forgot.complained).toContain(flag);
    expect((await dedepay(["account", "add"])).complained).toContain("--protocol");
    const two = ["--app-certificate-file", file("a", "x"), "--alipay-certificate-file", file("b", "x")];
    expect(
      (await dedepay(["account", "add", "--app-id", "1", "--environment", "sandbox", ...two])).complained,
    ).toContain("三个文件");
  });

  it.each([
    ["a key which Alipay does not accept", otherKey, "pid-and-key-do-not-belong-together"],
    ["a key with white space", `${md5Key} `, "key-with-white-space"],
    ["a key in capitals", md5Key.toUpperCase(), "key-in-wrong-case"],
    ["the PID for the key", "2088101000000017", "credentials-in-wrong-places"],
  ])("refuses %s with its finding and exit code 1, and stores nothing", async (_what, key, cause) => {
    const refused = await dedepay(["account", "add", ...mapiFlags(), "--md5-key-file", "-", "--json"], { input: key });
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.complained)).toMatchObject({ error: { code: 1002, diagnosis: { cause } } });
    expect(refused.complained).not.toContain(key.trim());
    expect((await dedepay(["account", "list", "--json"])).json()).toEqual({ data: [] });
  });

  it("refuses the application's own public key, in Chinese and English, with what to do", async () => {
    const { flags, ownPublicKey } = openapiFlags();
    file("alipay", ownPublicKey);
    const refused = await dedepay(["account", "add", ...flags]);
    expect(refused.code).toBe(1);
    expect(refused.complained).toMatch(/与应用自己的公钥是同一把[\s\S]*own public key[\s\S]*→ 在开放平台控制台/);
  });

  it("registers without asking where it is told so", async () => {
    const nowhere = mapiFlags().map((flag) => (flag === simulator.mapiEndpoint ? "http://127.0.0.1:9/x" : flag));
    const input = { input: otherKey };
    expect((await dedepay(["account", "add", ...nowhere, "--md5-key-file", "-", "--no-check"], input)).code).toBe(0);
    const checked = await dedepay(["account", "check", "shop"]);
    expect(checked.code).toBe(1);
    expect(checked.printed).toContain("没有得到支付宝的明确答复");
  });

  it("takes an account of OpenAPI, with the uploaded public key to compare", async () => {
    const { flags, ownPublicKey, privateKey } = openapiFlags();
    const added = await dedepay([
      "account",
      "add",
      ...flags,
      "--app-public-key-file",
      file("own", ownPublicKey),
      "--json",
    ]);
    expect(added.code).toBe(0);
    expect(added.json()).toMatchObject({ id: "app", check: { verdict: "works" } });
    expect(added.printed).not.toContain(privateKey.slice(100, 160));
  });
});

describe("an account that is there", () => {
  beforeEach(async () => {
    await dedepay(["account", "add", ...mapiFlags(), "--md5-key-file", "-", "--no-check"], { input: md5Key });
  });

  it("is checked with exit code 0, and 1 with the finding where its key is wrong", async () => {
    expect((await dedepay(["account", "check", "shop"])).code).toBe(0);
    const rotated = ["account", "rotate-key", "shop", "--md5-key-file", "-", "--no-check", "--overlap", "7d", "--json"];
    const after = await dedepay(rotated, { input: otherKey });
    expect(after.json()).toMatchObject({ former_keys: [{ kind: "md5_key", valid_until: expect.any(String) }] });
    const wrong = await dedepay(["account", "check", "shop"]);
    expect(wrong.code).toBe(1);
    expect(wrong.printed).toMatch(/✗\s+支付宝不认可：ILLEGAL_SIGN[\s\S]*→ /);
    expect(after.printed + wrong.printed).not.toMatch(/directphysicalkey|simulatorkey/);
  });

  it("keeps its keys where Alipay does not accept the new one", async () => {
    const refused = await dedepay(["account", "rotate-key", "shop", "--md5-key-file", "-"], { input: otherKey });
    expect(refused.code).toBe(1);
    expect((await dedepay(["account", "check", "shop"])).code).toBe(0);
    expect((await dedepay(["account", "rotate-key", "shop"])).code).toBe(2);
    const same = await dedepay(["account", "rotate-key", "shop", "--md5-key-file", "-"], { input: md5Key });
    expect(same.printed).toMatch(/密钥已更换[\s\S]*支付宝认可这个账户/);
  });

  it("is switched off and on, and its seller's login has one place", async () => {
    const off = await dedepay(["account", "disable", "shop"]);
    expect(off.printed).toContain("不再发起新付款");
    expect((await dedepay(["account", "enable", "shop", "--json"])).json()).toMatchObject({ disabled_at: null });
    const set = await dedepay(["account", "set", "shop", "--seller-email", "new@shop.test", "--json"]);
    expect(set.json()).toMatchObject({ seller_email: "new@shop.test" });
    expect((await dedepay(["account", "set", "shop"])).code).toBe(2);
    expect((await dedepay(["account", "show", "nobody"])).code).toBe(1);
  });
});
