import { describe, expect, test } from "vitest";
import { explanationJson, listPages, loadPage, renderExplanation } from "./index.ts";

function explain(id: string, lang: "zh" | "en", color = false): string {
  const page = loadPage("code", id, lang) ?? loadPage("cause", id, lang) ?? loadPage("topic", id, lang);
  if (page === undefined) throw new Error(`no page ${id}`);
  return renderExplanation(page, { lang, color });
}

describe("renderExplanation", () => {
  test("says what a code means for the money, the next try and who acts, in both languages", () => {
    const zh = explain("ACQ.SYSTEM_ERROR", "zh");
    expect(zh).toContain("ACQ.SYSTEM_ERROR\n收单系统出错");
    expect(zh).toContain("可能已经变动，查询之前不要当作失败");
    expect(zh).toContain("1016 支付宝服务异常");
    const en = explain("ACQ.SYSTEM_ERROR", "en");
    expect(en).toContain("may have moved: query before calling it failed");
    expect(en).toContain("1016 Alipay unavailable");
  });

  test("never calls a repetition safe where money may have moved", () => {
    expect(explain("ACQ.SYSTEM_ERROR", "zh")).toContain("先查询结果");
    expect(explain("1014", "en")).toContain("query first");
    expect(explain("1008", "zh")).toContain("等一会儿再原样重试");
    expect(explain("1008", "en")).not.toContain("query first");
  });

  test("tells causes that people met from causes that follow from the meaning only", () => {
    expect(explain("ILLEGAL_SIGN", "zh")).toContain("可能的原因（不分先后，有人遇到过）");
    expect(explain("ACQ.DUP_OUT_REQUEST_NO", "en")).toContain("(by the meaning of the code)");
    expect(explain("TRADE_ENGINE_ERROR", "en")).toContain("(most frequent first, people met them)");
    expect(explain("ACQ.DUP_OUT_REQUEST_NO", "zh")).toContain("含义是从代码名称推断的");
  });

  test("colours only when asked to", () => {
    expect(explain("ILLEGAL_SIGN", "zh")).not.toContain("\u001b");
    expect(explain("ILLEGAL_SIGN", "zh", true)).toContain("\u001b[1mILLEGAL_SIGN\u001b[0m");
    expect(explain("ILLEGAL_SIGN", "zh", true)).toContain("\u001b[33m_input_charset\u001b[0m");
  });

  test("numbers the steps of an ordered list and drops the backticks", () => {
    const text = explain("HAS_NO_PRIVILEGE", "en");
    expect(text).toContain("  1. Look at service in the request: direct pay is create_direct_pay_by_user");
    expect(text).not.toContain("`");
  });

  test.each(["zh", "en"] as const)("shows every page in %s without a hole", (lang) => {
    for (const { kind, id } of listPages(lang)) {
      const page = loadPage(kind, id, lang);
      if (page === undefined) throw new Error(`no page ${id}`);
      const text = renderExplanation(page);
      expect(text, id).not.toMatch(/\[object|\n{3,}/);
      // Some pages speak of undefined; no more of it may appear than the page itself says.
      expect(text.split("undefined").length, id).toBe(JSON.stringify(page).split("undefined").length);
      expect(text.endsWith("\n")).toBe(true);
    }
  });
});

describe("explanationJson", () => {
  test("gives the same facts in the names of our API and survives JSON", () => {
    const page = loadPage("code", "TRADE_DATA_MATCH_ERROR", "en");
    if (page === undefined) throw new Error("page missing");
    const json: unknown = JSON.parse(JSON.stringify(explanationJson(page)));
    expect(json).toMatchObject({
      kind: "code",
      id: "TRADE_DATA_MATCH_ERROR",
      unified: 1013,
      retry: "after_fix",
      money: "none",
      owner: "merchant",
      causes_ordered: false,
      same_as: null,
      inferred: false,
    });
    expect(json).toHaveProperty("causes.0.name", "out-trade-no-reused-with-other-content");
    expect(json).toHaveProperty("causes.0.fix");
  });

  test.each([
    ["code", "1013", { code: 1013, name: "DUPLICATE_REQUEST", status: 409 }],
    ["cause", "key-with-white-space", { check: "key-with-white-space", no_check: null }],
    ["topic", "unpaid", { id: "unpaid" }],
  ] as const)("covers the %s %s", (kind, id, facts) => {
    const page = loadPage(kind, id, "zh");
    if (page === undefined) throw new Error("page missing");
    expect(explanationJson(page)).toMatchObject(facts);
  });
});
