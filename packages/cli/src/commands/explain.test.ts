import { listPages } from "@dedepay/errors";
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

  it.each([
    ["签约过期", "cause", "contract-expired-or-suspended"],
    ["乱码", "cause", "text-garbled-by-wrong-charset"],
    ["为什么会出现HAS_NO_PRIVILEGE错误", "topic", "why-has-no-privilege"],
    ["为什么会出现HAS_NO_PRIVILEGE错误?", "topic", "why-has-no-privilege"],
    ["如何解决TRADE_DATE_MATCH_ERROR错误?", "topic", "how-to-solve-trade-date-match-error"],
    ["SELLER_NOT_EXIST错误应该如何处理?", "topic", "seller-not-exist-what-to-do"],
    ["如何避免ILLEGAL_PARTNER错误?", "topic", "how-to-avoid-illegal-partner"],
    ["HASH_NO_PRIVILEGE", "code", "HASH_NO_PRIVILEGE"],
    ["invalid-signature", "code", "isv.invalid-signature"],
    ["isv.invalid-signature", "code", "isv.invalid-signature"],
    ["why-has-no-privilege", "topic", "why-has-no-privilege"],
    ["key-with-white-space", "cause", "key-with-white-space"],
  ])("answers %s with the %s %s", async (text, kind, id) => {
    const { code, printed } = await explain(text, "--json");
    expect(code).toBe(0);
    const { pages } = JSON.parse(printed) as { pages: { kind: string; id: string }[] };
    expect(pages[0]).toMatchObject({ kind, id });
  });

  it("finds every code by its first 32 characters, where those fit no other", async () => {
    const codes = listPages("zh").filter(({ kind, id }) => kind === "code" && id.length > 32);
    expect(codes.length).toBeGreaterThan(10);
    for (const { id } of codes) {
      const cut = id.slice(0, 32);
      const rivals = codes.filter((other) => other.id.startsWith(cut)).length;
      if (rivals > 1) continue;
      const { pages } = JSON.parse((await explain(cut, "--json")).printed) as { pages: { id: string }[] };
      expect(pages[0]?.id, cut).toMatch(new RegExp(`^${cut}`));
    }
  });

  it.each([
    ["ACQ.FOO_BAR", "开放平台返回了目录之外的明细码", 1],
    ["isv.something-new", "isv. 开头的明细码是网关拒收", 1],
    ["QWZX_VVV_ERROR", "老网关返回的代码不在目录里", 2],
  ])("says what to do about %s, which no page knows", async (unknown, text, kinds) => {
    const { code, printed } = await explain(unknown);
    expect(code).toBe(1);
    expect(printed).toContain(`没有找到“${unknown}”`);
    expect(printed).toContain(text);
    const { defaults } = JSON.parse((await explain(unknown, "--json")).printed) as { defaults: unknown[] };
    expect(defaults).toHaveLength(kinds);
  });

  it("colours for a terminal only", async () => {
    const surroundings = { ...recordedSurroundings(), isTerminal: true };
    await runCommandLine(["explain", "ILLEGAL_PARTNER"], surroundings);
    expect(surroundings.printed()).toContain("\u001b[");
    expect((await explain("ILLEGAL_PARTNER")).printed).not.toContain("\u001b[");
  });

  it("lists everything, also as JSON", async () => {
    const { code, printed } = await explain("--list", "--lang", "en");
    expect(code).toBe(0);
    expect(printed.split("\n")).toHaveLength(listPages("en").length + 1);
    const { pages } = JSON.parse((await explain("--list", "--json")).printed) as { pages: unknown[] };
    expect(pages).toEqual(listPages("zh"));
  });

  it("wants to know what to explain", async () => {
    const { code, complained } = await explain();
    expect(code).toBe(2);
    expect(complained).toContain("缺少参数");
  });
});
