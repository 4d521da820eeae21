import { createVerify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { AlipayError } from "../alipay-error.ts";
import { buildRequest } from "../request/build-request.ts";
import { requestUrl } from "../request/request-url.ts";
import { certificateModeAccount, keyModeAccount, readTestKey, testEndpoint } from "../testing/test-keys.ts";
import { orderString } from "./build-openapi-request.ts";

const nowMs = Date.UTC(2024, 0, 1, 16, 30, 0);
const order = {
  out_trade_no: "T20240101001",
  total_amount: "0.01",
  subject: "测试商品",
  product_code: "FAST_INSTANT_TRADE_PAY",
} as const;
const options = { endpoint: testEndpoint, nowMs, notifyUrl: "https://shop.example/n", returnUrl: "" };

function verifies(signedText: string, sign: string): boolean {
  return createVerify("RSA-SHA256").update(signedText, "utf8").verify(readTestKey("app-public.pem"), sign, "base64");
}

describe("a v2 request", () => {
  const request = buildRequest(keyModeAccount(), "alipay.trade.page.pay", order, options);
  const fields = new Map(request.fields);

  it("signs every sent field in byte order, sign_type included, empty ones left out", () => {
    expect(request.signedText).toBe(
      `app_id=2021000000000001&biz_content={"out_trade_no":"T20240101001","total_amount":"0.01","subject":"测试商品","product_code":"FAST_INSTANT_TRADE_PAY"}` +
        "&charset=utf-8&format=JSON&method=alipay.trade.page.pay&notify_url=https://shop.example/n&sign_type=RSA2" +
        "&timestamp=2024-01-02 00:30:00&version=1.0",
    );
    expect(verifies(request.signedText, fields.get("sign") ?? "")).toBe(true);
    expect(fields.has("return_url")).toBe(false);
  });

  it("states Beijing time whatever the zone of the machine", () => {
    expect(fields.get("timestamp")).toBe("2024-01-02 00:30:00");
  });

  it("carries in its URL the very values that were signed", () => {
    const query = new URL(requestUrl(request)).searchParams;
    expect(Object.fromEntries(query)).toEqual(Object.fromEntries(request.fields));
  });

  it("signs GBK bytes where the account says gbk", () => {
    const gbk = buildRequest(keyModeAccount({ charset: "gbk" }), "alipay.trade.page.pay", order, options);
    expect(verifies(gbk.signedText, new Map(gbk.fields).get("sign") ?? "")).toBe(false);
    expect(requestUrl(gbk)).toContain("%B2%E2%CA%D4%C9%CC%C6%B7");
  });

  it("names the parameter and the position of a character which GBK does not have", () => {
    const build = () =>
      buildRequest(keyModeAccount({ charset: "gbk" }), "alipay.trade.page.pay", { ...order, subject: "茶😀" }, options);
    expect(build).toThrow(
      expect.objectContaining({
        kind: "unmappable_text",
        violations: [expect.objectContaining({ field: "subject", value: "😀" })],
      }),
    );
  });

  it("has its fields in signing order whatever is sent", () => {
    const aesKey = Buffer.alloc(16, 7).toString("base64");
    const full = { ...options, returnUrl: "https://shop.example/r", appAuthToken: "token", encrypt: true };
    const names = buildRequest(certificateModeAccount({ aesKey }), "alipay.trade.page.pay", order, full)
      .fields.map(([name]) => name)
      .filter((name) => name !== "sign");
    expect(names).toHaveLength(14);
    expect(names).toEqual(names.toSorted());
  });

  it("adds both serial numbers in certificate mode, signed", () => {
    const request = buildRequest(certificateModeAccount(), "alipay.trade.page.pay", order, options);
    const names = request.fields.map(([name]) => name);
    expect(names.slice(0, 3)).toEqual(["alipay_root_cert_sn", "app_cert_sn", "app_id"]);
    expect(request.signedText).toContain("app_cert_sn=");
  });

  it("reports every broken rule at once", () => {
    const build = () =>
      buildRequest(
        keyModeAccount(),
        "alipay.trade.page.pay",
        // @ts-expect-error product_code is missing, and an unknown parameter is there
        { out_trade_no: "T-1", total_amount: "0.001", subject: "a&b", colour: "red" },
        { ...options, notifyUrl: "not an address" },
      );
    let error: unknown;
    try {
      build();
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(AlipayError);
    const violations = error instanceof AlipayError ? (error.violations ?? []) : [];
    expect(violations.map(({ field, rule }) => `${field} ${rule}`).toSorted()).toEqual([
      "colour unknown_field",
      "notify_url absolute_http_url",
      "out_trade_no pattern",
      "product_code required",
      "subject forbidden_character",
      "total_amount more_than_two_decimals",
    ]);
  });

  it("refuses text which would read as a further field in the notification", () => {
    const hostile = { ...order, body: "x&total_amount=100.00&y=" };
    expect(() => buildRequest(keyModeAccount(), "alipay.trade.page.pay", hostile, options)).toThrow(
      expect.objectContaining({ violations: [{ field: "body", rule: "reads_like_another_field" }] }),
    );
  });

  it("refuses a service of the other protocol", () => {
    const build = () =>
      // @ts-expect-error a MAPI service for an OpenAPI account
      buildRequest(keyModeAccount(), "single_trade_query", { out_trade_no: "T1" }, options);
    expect(build).toThrow(expect.objectContaining({ kind: "invalid_argument" }));
  });

  it("encrypts the content and signs the ciphertext", () => {
    const aesKey = Buffer.alloc(16, 7).toString("base64");
    const request = buildRequest(keyModeAccount({ aesKey }), "alipay.trade.page.pay", order, {
      ...options,
      encrypt: true,
    });
    const sent = new Map(request.fields);
    expect(sent.get("encrypt_type")).toBe("AES");
    expect(sent.get("biz_content")).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(verifies(request.signedText, sent.get("sign") ?? "")).toBe(true);
  });

  it("hands the phone an order string which is the encoded, signed fields", () => {
    const { product_code: _, ...appOrder } = order;
    const request = buildRequest(keyModeAccount(), "alipay.trade.app.pay", appOrder, { endpoint: testEndpoint, nowMs });
    expect(Object.fromEntries(new URLSearchParams(orderString(request)))).toEqual(Object.fromEntries(request.fields));
  });
});
