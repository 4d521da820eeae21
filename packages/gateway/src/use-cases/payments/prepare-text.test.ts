import type { TextField } from "@dedepay/alipay";
import { expect, it } from "vitest";
import { prepareText } from "./prepare-text.ts";

const field: TextField = { type: "text", maxLength: 10, forbidden: "/=&" };

function prepared(text: string, over: Partial<TextField> = {}, charset: "utf-8" | "gbk" = "utf-8"): unknown {
  const result = prepareText("subject", text, { charset, field: { ...field, ...over } });
  return [result.text, ...result.notices.map((notice) => notice.kind)];
}

it.each([
  ["text that fits stays as it is", "商品 A-1", ["商品 A-1"]],
  ["line breaks and tabs become one space", " a\r\n\tb ", ["a b"]],
  ["forbidden characters become their full-width twins", "a/b=c&d", ["a／b＝c＆d", "forbidden_replaced"]],
  ["a long text is cut", "12345678901", ["1234567890", "text_cut"]],
  ["a character of two units is never cut in two", "123456789🍰", ["123456789", "text_cut"]],
])("%s", (_, text, expected) => {
  expect(prepared(text)).toEqual(expected);
});

it("parts what reads like a further field of the signed text, and says so", () => {
  for (const text of ["x&total_fee=0.01&y", "茶&subject=酒"]) {
    const result = prepareText("body", text, { charset: "gbk", field: { type: "text", maxLength: 100 } });
    expect(result.text).toBe(text.replace("&total_fee", "＆total_fee").replace("&subject", "＆subject"));
    expect(result.notices).toMatchObject([{ kind: "field_like_replaced", field: "body" }]);
  }
  const plain = prepareText("body", "A&B = C", { charset: "gbk", field: { type: "text", maxLength: 100 } });
  expect(plain).toEqual({ text: "A&B = C", notices: [] });
});

it("counts two bytes for a Chinese character where the service counts bytes", () => {
  expect(prepared("蛋糕蛋糕蛋糕", { lengthUnit: "gbk_bytes" })).toEqual(["蛋糕蛋糕蛋", "text_cut"]);
});

it("replaces what the charset cannot hold, and says which", () => {
  const result = prepareText("subject", "蛋糕🍰", { charset: "gbk", field });
  expect(result.text).not.toContain("🍰");
  expect(result.text.startsWith("蛋糕")).toBe(true);
  expect(result.notices).toMatchObject([{ kind: "unmappable_replaced", field: "subject" }]);
  expect(result.notices[0]?.zh).toContain("🍰");
});
