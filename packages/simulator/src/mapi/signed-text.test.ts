import { describe, expect, it } from "vitest";
import { mapiSign, mapiSignatureHolds, mapiSignedText } from "./signed-text.ts";

// The vectors of the facts: the same request in three byte forms.
const fields: Array<[string, string]> = [
  ["service", "create_direct_pay_by_user"],
  ["partner", "2088000000000001"],
  ["seller_id", "2088000000000001"],
  ["out_trade_no", "T20240101001"],
  ["subject", "测试商品"],
  ["payment_type", "1"],
  ["total_fee", "0.01"],
  ["notify_url", "https://shop.example/n"],
  ["return_url", "https://shop.example/r"],
  ["body", ""],
  ["sign_type", "MD5"],
  ["sign", "whatever"],
];
const keys = { md5Key: "0123456789abcdefghijklmnopqrstuv" };

describe("MAPI's canonical text", () => {
  it("sorts by name, with _input_charset first, and drops empty values, sign and sign_type", () => {
    expect(mapiSignedText([...fields, ["_input_charset", "utf-8"]])).toBe(
      "_input_charset=utf-8&notify_url=https://shop.example/n&out_trade_no=T20240101001&partner=2088000000000001" +
        "&payment_type=1&return_url=https://shop.example/r&seller_id=2088000000000001" +
        "&service=create_direct_pay_by_user&subject=测试商品&total_fee=0.01",
    );
  });

  it.each([
    ["utf-8", "utf-8", "aca527d2f07a77ce379ddb6374e875df"],
    ["gbk", "gbk", "bc12ad18241b0860862bdedb52de781d"],
    ["gbk", "utf-8", "67974fdd6c8220ba6425dff5ce111f7c"],
  ] as const)("declared %s, hashed as %s, gives the digest of the facts", (declared, hashed, digest) => {
    const text = mapiSignedText([...fields, ["_input_charset", declared]]);
    const how = { signType: "MD5", charset: hashed, keys } as const;
    expect(mapiSign(text, how)).toBe(digest);
    expect(mapiSignatureHolds(text, digest, how)).toBe(true);
    expect(mapiSignatureHolds(text, digest.toUpperCase(), how)).toBe(false);
    expect(mapiSignatureHolds(text, `${digest.slice(0, -1)}0`, how)).toBe(false);
  });
});
