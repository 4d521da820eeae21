import { describe, expect, test } from "vitest";
import { searchPages } from "./index.ts";
import { searchTerms } from "./search-terms.ts";

function first(text: string, lang: "zh" | "en" = "zh"): string {
  const hit = searchPages(text, lang)[0];
  return hit === undefined ? "nothing" : `${hit.kind} ${hit.id}`;
}

describe("searchPages", () => {
  test.each([
    ["签约过期", "cause contract-expired-or-suspended"],
    ["乱码", "cause text-garbled-by-wrong-charset"],
    ["为什么会出现HAS_NO_PRIVILEGE错误", "topic why-has-no-privilege"],
    ["FAQ1: 为什么会出现HAS_NO_PRIVILEGE错误?", "topic why-has-no-privilege"],
    ["如何解决TRADE_DATE_MATCH_ERROR错误？", "topic how-to-solve-trade-date-match-error"],
    ["SELLER_NOT_EXIST错误应该如何处理？", "topic seller-not-exist-what-to-do"],
    ["如何避免ILLEGAL_PARTNER错误？", "topic how-to-avoid-illegal-partner"],
    ["为什么使用DedeCMS集成支付宝接口时会遇到常见错误代码?", "topic why-errors-in-dedecms"],
    ["未支付", "topic unpaid"],
    ["支付失败", "topic payment-failed"],
    ["参数错误", "topic parameter-error"],
    ["微信打不开", "cause wechat-blocks-alipay"],
    ["支付宝支付的时候页面白屏", "cause dedecms-plugin-fatal-on-php8"],
    ["支付宝提示订单支付太频繁", "cause call-rate-exceeded"],
    ["买家付款后支付宝余额没有增加等待发货", "cause escrow-waits-for-shipping"],
    ["支付金额与商品总价不相符", "cause notified-amount-differs-from-order"],
    ["ｃＵＲＬ　ｅｒｒｏｒ　６０", "cause tls-root-certificates-missing"],
  ])("%s finds %s first", (text, page) => {
    expect(first(text)).toBe(page);
  });

  test.each([
    ["contract expired", "cause contract-expired-or-suspended"],
    ["garbled text", "topic garbled-text"],
    ["Why does HAS_NO_PRIVILEGE appear?", "topic why-has-no-privilege"],
    ["notification not received", "topic no-notification"],
    ["curl error 60", "cause tls-root-certificates-missing"],
  ])("in English %s finds %s first", (text, page) => {
    expect(first(text, "en")).toBe(page);
  });

  test("a very long query costs no more than a long one", () => {
    const noise = Array.from({ length: 50_000 }, (_, index) => String.fromCodePoint(0x4e00 + (index % 20_000))).join(
      "",
    );
    expect(searchPages(`乱码${noise}`, "zh", 500).map((hit) => hit.id)).toContain("text-garbled-by-wrong-charset");
    expect(searchPages(`${noise}白屏`, "zh", 1)).toEqual(searchPages(noise, "zh", 1));
  });

  test("a code alone is found on its own page among the first", () => {
    expect(searchPages("ILLEGAL_SIGN", "zh", 3).map((hit) => hit.id)).toContain("ILLEGAL_SIGN");
  });

  test("finds nothing in noise and gives no more than was asked for", () => {
    expect(searchPages("！？…", "zh")).toEqual([]);
    expect(searchPages("qwzxv", "zh")).toEqual([]);
    expect(searchPages("支付", "zh", 3)).toHaveLength(3);
  });
});

describe("searchTerms", () => {
  test("cuts Chinese into pairs, keeps a code whole and gives its parts", () => {
    expect(searchTerms("签约过期")).toEqual(["签约", "约过", "过期"]);
    expect(searchTerms("出现HAS_NO_PRIVILEGE错误")).toEqual(["出现", "has_no_privilege", "has", "privilege", "错误"]);
    expect(searchTerms("isv.invalid-signature")).toEqual(["isv.invalid_signature", "isv", "invalid", "signature"]);
  });

  test("keeps a single character and folds full width", () => {
    expect(searchTerms("ＧＢＫ 码")).toEqual(["gbk", "码"]);
  });
});
