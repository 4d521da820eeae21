import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultWorld } from "@dedepay/simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../command-line.ts";
import { recordedSurroundings } from "../testing/recorded-surroundings.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-simulate-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

async function run(...parameters: string[]): Promise<{ code: number; printed: string; complained: string }> {
  const surroundings = recordedSurroundings();
  surroundings.stop();
  const code = await runCommandLine(["simulate", ...parameters], surroundings);
  return { code, printed: surroundings.printed(), complained: surroundings.complained() };
}

describe("dedepay simulate --list", () => {
  it("prints every code with the way to provoke it", async () => {
    const { code, printed } = await run("--list");
    expect(code).toBe(0);
    expect(printed).toContain("ILLEGAL_SIGN");
    expect(printed).toContain("ACQ.TRADE_HAS_SUCCESS");
    expect(printed).toMatch(/POST \/sim\/rules \{/);
    const { codes } = JSON.parse((await run("--list", "--json")).printed) as { codes: Array<{ code: string }> };
    expect(codes.length).toBeGreaterThanOrEqual(200);
    for (const one of codes) expect(printed).toContain(one.code);
  });
});

describe("dedepay simulate --print-env", () => {
  it("prints lines which a shell understands, certificates too", async () => {
    const { code, printed } = await run("--print-env", "--account", "openapi-certificate", "--port", "8899");
    expect(code).toBe(0);
    const script = `${printed}\nprintf '%s|%s|%s' "$ALIPAY_GATEWAY" "$ALIPAY_APP_ID" "$ALIPAY_APP_CERT"`;
    const [gateway, appId, certificate] = execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("|");
    expect([gateway, appId]).toEqual(["http://127.0.0.1:8899/openapi/gateway.do", "2021000100000025"]);
    const app = defaultWorld().accounts.find(({ id }) => id === "openapi-certificate");
    expect(app?.protocol === "openapi" ? app.certificates?.app : "").toBe(certificate);
  });

  it("prints one account of each protocol unless one is named", async () => {
    const { variables } = JSON.parse((await run("--print-env", "--json")).printed);
    expect(variables).toMatchObject({
      DEDEPAY_SIMULATOR_URL: "http://127.0.0.1:8802",
      ALIPAY_MAPI_GATEWAY: "http://127.0.0.1:8802/mapi/gateway.do",
      ALIPAY_MAPI_PARTNER: "2088101000000017",
      ALIPAY_APP_ID: "2021000100000017",
      ALIPAY_PUBLIC_KEY: expect.stringMatching(/^MII/),
    });
  });

  it("leaves the secrets of a world file in the file", async () => {
    const world = defaultWorld();
    const { code, printed } = await run("--print-env", "--world", file("own.json", world));
    expect(code).toBe(0);
    expect(printed).toContain("ALIPAY_PUBLIC_KEY='");
    for (const account of world.accounts) {
      if (account.protocol === "mapi") expect(printed).not.toContain(account.md5Key);
      if (account.privateKey !== undefined) expect(printed).not.toContain(account.privateKey);
    }
  });

  it.each([
    [["--account", "nobody"], "mapi-all"],
    [["--port", "0"], "--port"],
    [["--list"], "--print-env"],
  ])("with %j is wrong usage", async (parameters, hint) => {
    const { code, complained } = await run("--print-env", ...parameters);
    expect(code).toBe(2);
    expect(complained).toContain(hint);
  });
});

describe("dedepay simulate --print-world", () => {
  it("prints a world file to begin with, which is read again", async () => {
    const { code, printed } = await run("--print-world");
    expect(code).toBe(0);
    expect(JSON.parse(printed)).toEqual(defaultWorld());
    expect((await run("--world", file("printed.json", printed), "--port", "0")).code).toBe(0);
    expect((await run("--print-world", "--list")).code).toBe(2);
  });
});

describe("dedepay simulate --world", () => {
  it("starts with the accounts of the file", async () => {
    const path = file("world.json", defaultWorld());
    expect(await run("--world", path, "--port", "0", "--speed", "3600")).toMatchObject({
      code: 0,
      printed: expect.stringContaining("模拟支付宝已启动"),
    });
  });

  it("says every problem of a world, and shows no key", async () => {
    const { accounts, buyers } = defaultWorld();
    const path = file("twice.json", { accounts: [...accounts, accounts[0]], buyers: [...buyers, buyers[0]] });
    const { code, complained } = await run("--world", path, "--port", "0");
    expect(code).toBe(2);
    expect(complained).toContain("account mapi-all is used twice");
    expect(complained).toContain("buyer 2088202000000014 is used twice");
    expect(complained).not.toContain("simulatorkey");
  });

  it.each([
    ["absent.json", undefined, "读不了"],
    ["broken.json", '{"accounts": [secretsecret', "不是 JSON"],
    ["empty.json", {}, "/accounts: 缺少"],
  ])("refuses %s as wrong usage", async (name, content, hint) => {
    const path = content === undefined ? join(folder, name) : file(name, content);
    const { code, complained } = await run("--world", path, "--port", "0");
    expect(code).toBe(2);
    expect(complained).toContain(hint);
    expect(complained).not.toContain("secretsecret");
  });

  it.each(["-1", "fast", "1e9", "2000000"])("refuses --speed %s", async (speed) => {
    expect((await run("--port", "0", `--speed=${speed}`)).code).toBe(2);
  });
});
