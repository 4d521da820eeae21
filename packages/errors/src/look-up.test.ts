import { describe, expect, test } from "vitest";
import { type LookUp, lookUp } from "./index.ts";

function idsOf(answer: LookUp): string[] {
  switch (answer.kind) {
    case "pages":
      return answer.pages.map(({ kind, id }) => `${kind} ${id}`);
    case "hits":
      return answer.hits.map(({ kind, id }) => `${kind} ${id}`);
    case "unknown_code":
      return answer.nearest.map(({ code }) => `near ${code}`);
    case "nothing":
      return [];
  }
}

describe("lookUp", () => {
  test.each([
    ["ILLEGAL_PARTNER", "code ILLEGAL_PARTNER"],
    ["illegal partner", "code ILLEGAL_PARTNER"],
    ["1003", "unified 1003"],
    ["HASH_NO_PRIVILEGE", "code HASH_NO_PRIVILEGE"],
    ["TRADE_DATE_MATCH_ERROR", "code TRADE_DATE_MATCH_ERROR"],
    ["invalid-signature", "code isv.invalid-signature"],
    ["isv.invalid-signature", "code isv.invalid-signature"],
    ["key-with-white-space", "cause key-with-white-space"],
    ["why has no privilege", "topic why-has-no-privilege"],
    ["签约过期", "cause contract-expired-or-suspended"],
    ["乱码", "cause text-garbled-by-wrong-charset"],
    ["为什么会出现HAS_NO_PRIVILEGE错误", "topic why-has-no-privilege"],
    ["FAQ1: 为什么会出现HAS_NO_PRIVILEGE错误?", "topic why-has-no-privilege"],
    ["FAQ2: 如何解决TRADE_DATE_MATCH_ERROR错误?", "topic how-to-solve-trade-date-match-error"],
    ["FAQ3: SELLER_NOT_EXIST错误应该如何处理?", "topic seller-not-exist-what-to-do"],
    ["FAQ4: 如何避免ILLEGAL_PARTNER错误?", "topic how-to-avoid-illegal-partner"],
    ["未支付", "topic unpaid"],
    ["支付失败", "topic payment-failed"],
    ["参数错误", "topic parameter-error"],
  ])("%s finds %s first", (text, id) => {
    expect(idsOf(lookUp(text, "zh"))[0]).toBe(id);
  });

  test("a code of several namespaces brings all its pages", () => {
    expect(idsOf(lookUp("SYSTEM_ERROR", "zh"))).toEqual(["code SYSTEM_ERROR", "code SYSTEM_ERROR"]);
  });

  test("a code nobody knows brings the nearest ones and what holds in its namespace", () => {
    const typed = lookUp("ILLEGAL_SGIN", "zh");
    expect(idsOf(typed)).toContain("near ILLEGAL_SIGN");
    const subCode = lookUp("isv.never-heard-of", "en");
    expect(subCode).toMatchObject({
      kind: "unknown_code",
      defaults: [{ policy: { namespace: "openapi", money: "none" } }],
    });
    expect(lookUp("QWZX_VVV_ERROR", "zh")).toMatchObject({ kind: "unknown_code", defaults: [{}, {}] });
  });

  test("Chinese finds Chinese pages for an English reader, English finds English ones where no Chinese page fits", () => {
    expect(lookUp("乱码", "en")).toMatchObject({ kind: "hits", lang: "zh" });
    expect(lookUp("browser", "zh")).toMatchObject({ kind: "hits", lang: "en" });
  });

  test("noise and blanks bring nothing", () => {
    expect(lookUp("  ", "zh").kind).toBe("nothing");
    expect(lookUp("qwzxv", "zh").kind).toBe("nothing");
  });
});
