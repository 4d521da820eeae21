import { describe, expect, it } from "vitest";
import { runCommandLine } from "../command-line.ts";
import { recordedSurroundings } from "../testing/recorded-surroundings.ts";

async function explain(...parameters: string[]): Promise<{ code: number; printed: string; complained: string }> {
  const surroundings = recordedSurroundings();
  const code = await runCommandLine(["explain", ...parameters], surroundings);
  return { code, printed: surroundings.printed(), complained: surroundings.complained() };
}

describe("dedepay explain", () => {
  it("explains a code in Chinese, and in English when asked", async () => {
    const chinese = await explain("HAS_NO_PRIVILEGE");
    expect(chinese.code).toBe(0);
    expect(chinese.printed).toMatch(/^HAS_NO_PRIVILEGE\n.*[\u4e00-\u9fff]/);
    const english = await explain("HAS_NO_PRIVILEGE", "--lang", "en");
    expect(english.printed).not.toBe(chinese.printed);
    expect(english.printed.split("\n")[1]).toMatch(/^[\x20-\x7e’“”–]+$/);
  });

  it("explains one of our own sixteen numbers", async () => {
    expect((await explain("1013")).printed).toMatch(/^1013\n/);
  });

  it("explains a code under the misspelling that is going round", async () => {
    expect((await explain("TRADE_DATE_MATCH_ERROR")).printed).toContain("TRADE_DATA_MATCH_ERROR");
  });

  it("shows each meaning of a name which several interfaces share", async () => {
    const { code, printed } = await explain("SYSTEM_ERROR", "--json");
    expect(code).toBe(0);
    const { pages } = JSON.parse(printed) as { pages: { namespace: string }[] };
    const namespaces = pages.map(({ namespace }) => namespace);
    expect(namespaces).toContain("mapi");
    expect(namespaces).toContain("openapi");
  });

  it("answers what nobody knows with exit code 1 and what may have been meant", async () => {
    const { code, printed } = await explain("HAS_NO_PRIVLEGEZ");
    expect(code).toBe(1);
    expect(printed).toContain("没有找到");
    expect(printed).toContain("HAS_NO_PRIVILEGE");
    expect((await explain("qzxv")).code).toBe(1);
  });

  it("wants to know what to explain", async () => {
    const { code, complained } = await explain();
    expect(code).toBe(2);
    expect(complained).toContain("缺少参数");
  });
});
