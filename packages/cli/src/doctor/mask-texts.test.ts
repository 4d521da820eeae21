import { describe, expect, it } from "vitest";
import { maskText, maskTexts } from "./mask-texts.ts";

describe("masking", () => {
  it.each([
    ["a mailbox", "buyer zhang.san@163.com paid", "buyer z***@163.com paid"],
    ["a telephone number", "电话13812345678。", "电话1**-****-5678。"],
    ["an identity of Alipay", "buyer_id 2088302123456789", "buyer_id 2088********6789"],
    ["a citizen's number", "身份证 110101199003078515", "身份证 ***"],
    ["an MD5 signature", "sign 0123456789abcdef0123456789ABCDEF", "sign ***"],
    ["an RSA signature", `sign ${"Ab3/".repeat(20)}x==`, "sign ***"],
    ["one in a URL", `?sign=${"Ab3%2F".repeat(20)}%3D&a=b`, "?sign=***&a=***"],
    ["a value in an address", "https://a.example/h?token=abc", "https://a.example/h?token=***"],
  ])("takes away %s", (_what, text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  it.each(["inc_01hzy3v5w8k2q4", "2026-06-01T04:00:00.000Z", "http_500", "notify-url-not-reachable", "20260601000012"])(
    "leaves %s",
    (text) => {
      expect(maskText(text)).toBe(text);
    },
  );

  it("reaches every text of a document, and no figure", () => {
    expect(maskTexts({ a: [{ b: "x@y.cn", c: 7, d: null }], e: 5n })).toEqual({
      a: [{ b: "x***@y.cn", c: 7, d: null }],
      e: "5",
    });
  });
});
