import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runCommandLine } from "./command-line.ts";
import { recordedSurroundings } from "./testing/recorded-surroundings.ts";

async function run(...parameters: string[]): Promise<{ code: number; printed: string; complained: string }> {
  const surroundings = recordedSurroundings();
  const code = await runCommandLine(parameters, surroundings);
  return { code, printed: surroundings.printed(), complained: surroundings.complained() };
}

describe("the dedepay command", () => {
  it("says the version of its package.json", async () => {
    const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
    const { code, printed } = await run("--version");
    expect(code).toBe(0);
    expect(printed.trim()).toBe(JSON.parse(manifest).version);
  });

  it("lists its commands with --help, Chinese first, and without a command", async () => {
    const help = await run("--help");
    expect(help.code).toBe(0);
    for (const name of ["serve", "simulate", "demo"]) expect(help.printed).toContain(name);
    expect(help.printed).toContain("启动网关 · start the gateway");
    expect(await run()).toEqual(help);
  });

  it.each([
    [["sevre"], "没有这个命令：sevre", "serve"],
    [["serve", "--prot", "1"], "没有这个参数：--prot", "--port"],
    [["serve", "extra"], "多了参数", "serve"],
    [["serve", "--port"], "参数后面缺少值", "--port"],
    [["serve", "--port", "http"], "参数的值不对", "65535"],
    [["demo", "--shop-port", "70000"], "参数的值不对", "65535"],
  ])("answers %j with exit code 2 and a hint", async (parameters, zh, hint) => {
    const { code, printed, complained } = await run(...parameters);
    expect(code).toBe(2);
    expect(printed).toBe("");
    expect(complained).toContain(zh);
    expect(complained).toContain(hint);
    expect(complained).toContain("dedepay --help");
  });

  it("shows a group's help where its command is missing, with exit code 2", async () => {
    const { code, complained } = await run("site");
    expect(code).toBe(2);
    expect(complained).toContain("rotate-secret");
    expect(complained).not.toContain("命令用法不对");
  });

  it.each([
    ["nonsense", "loopback"],
    ["10.0.0.0/99", "loopback"],
  ])("takes no proxies called %s", async (proxies, hint) => {
    const { code, complained } = await run("serve", "--trust-proxy", proxies);
    expect(code).toBe(2);
    expect(complained).toContain(hint);
  });

  it("says wrong usage as one JSON object with --json", async () => {
    const { code, complained } = await run("demo", "--nope", "--json");
    expect(code).toBe(2);
    expect(JSON.parse(complained)).toMatchObject({ error: { zh: expect.stringContaining("--nope") } });
  });
});
