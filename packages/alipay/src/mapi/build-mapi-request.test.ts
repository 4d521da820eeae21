import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { AlipayError } from "../alipay-error.ts";
import type { Charset } from "../charset.ts";
import { buildRequest } from "../request/build-request.ts";
import { requestUrl } from "../request/request-url.ts";
import { validateParameters } from "../services/validate-parameters.ts";
import { createMapiAccount, type MapiAccount } from "./mapi-account.ts";
import { mapiServices } from "./mapi-services.ts";

// The test vector of the published rules: key, PID, fields and digests belong together.
const partner = "2088000000000001";
const md5Key = "0123456789abcdefghijklmnopqrstuv";
const endpoint = "https://mapi.alipay.com/gateway.do";
const goods = {
  out_trade_no: "T20240101001",
  subject: "测试商品",
  payment_type: "1",
  total_fee: "0.01",
  seller_id: partner,
} as const;
const options = { endpoint, notifyUrl: "https://shop.example/n", returnUrl: "https://shop.example/r", nowMs: 0 };

function account(charset: Charset = "utf-8"): MapiAccount {
  return createMapiAccount({ partner, signType: "MD5", md5Key, charset });
}

function errorOf(run: () => unknown): AlipayError {
  try {
    run();
  } catch (error) {
    if (error instanceof AlipayError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

function signOf(fields: ReadonlyArray<readonly [string, string]>): string | undefined {
  return fields.find(([name]) => name === "sign")?.[1];
}

describe("requests of the partner protocol", () => {
  test.each<[Charset, string]>([
    ["utf-8", "aca527d2f07a77ce379ddb6374e875df"],
    ["gbk", "bc12ad18241b0860862bdedb52de781d"],
  ])("the published vector in %s has the published MD5, the empty body being dropped", (charset, digest) => {
    const request = buildRequest(account(charset), "create_direct_pay_by_user", { ...goods, body: "" }, options);
    expect(signOf(request.fields)).toBe(digest);
    expect(request.fields.map(([name]) => name)).not.toContain("body");
  });

  test("hashing utf-8 bytes under a gbk label gives the other published digest, which we never produce", () => {
    const { signedText } = buildRequest(account("gbk"), "create_direct_pay_by_user", goods, options);
    const mistaken = createHash("md5")
      .update(signedText + md5Key, "utf8")
      .digest("hex");
    expect(mistaken).toBe("67974fdd6c8220ba6425dff5ce111f7c");
  });

  test("the signed text is sorted by byte, raw, without sign_type and without the key", () => {
    const { signedText } = buildRequest(account(), "create_direct_pay_by_user", goods, options);
    expect(signedText).toBe(
      "_input_charset=utf-8&notify_url=https://shop.example/n&out_trade_no=T20240101001&partner=2088000000000001" +
        "&payment_type=1&return_url=https://shop.example/r&seller_id=2088000000000001" +
        "&service=create_direct_pay_by_user&subject=测试商品&total_fee=0.01",
    );
  });

  test("the URL carries the bytes of the declared charset", () => {
    const request = buildRequest(account("gbk"), "create_direct_pay_by_user", goods, options);
    expect(requestUrl(request)).toContain("&subject=%B2%E2%CA%D4%C9%CC%C6%B7&");
    expect(requestUrl(request)).toMatch(/^https:\/\/mapi\.alipay\.com\/gateway\.do\?_input_charset=gbk&/u);
  });

  test("an address that is left out or empty is neither signed nor sent", () => {
    const { fields } = buildRequest(account(), "create_direct_pay_by_user", goods, {
      endpoint,
      nowMs: 0,
      notifyUrl: "",
    });
    expect(fields.map(([name]) => name)).not.toContain("notify_url");
    expect(fields.map(([name]) => name)).not.toContain("return_url");
  });

  test("every broken rule is reported at once, with field, rule and value", () => {
    const error = errorOf(() =>
      buildRequest(
        account(),
        "create_direct_pay_by_user",
        { ...goods, out_trade_no: "x".repeat(65), total_fee: "1.005", price: "1.00", it_b_pay: "1.5h" },
        { ...options, notifyUrl: "shop.example/n" },
      ),
    );
    expect(error.kind).toBe("invalid_argument");
    expect(error.violations).toEqual([
      { field: "out_trade_no", rule: "too_long", value: "x".repeat(40), limit: "64 characters" },
      { field: "total_fee", rule: "more_than_two_decimals", value: "1.005" },
      { field: "it_b_pay", rule: "duration", value: "1.5h", limit: "1m … 15d, 1c" },
      { field: "total_fee,price+quantity", rule: "exactly_one", limit: "total_fee | price + quantity" },
      { field: "notify_url", rule: "absolute_http_url", value: "shop.example/n" },
    ]);
  });

  test("a subject that gbk can't hold is refused with each character and its position", () => {
    const error = errorOf(() =>
      buildRequest(account("gbk"), "create_direct_pay_by_user", { ...goods, subject: "茶😀" }, options),
    );
    expect(error.kind).toBe("unmappable_text");
    expect(error.violations).toEqual([{ field: "subject", rule: "unmappable", value: "😀", limit: "gbk, position 1" }]);
  });

  test("a subject may have 128 Chinese characters but not 129", () => {
    const subject = (count: number): unknown =>
      buildRequest(account(), "create_direct_pay_by_user", { ...goods, subject: "茶".repeat(count) }, options);
    expect(subject(128)).toBeDefined();
    expect(errorOf(() => subject(129)).violations?.[0]?.rule).toBe("too_long");
  });

  test("a buyer's identity never stands in an error, only the rule that it breaks", () => {
    const error = errorOf(() =>
      buildRequest(
        account(),
        "create_direct_pay_by_user",
        { ...goods, buyer_email: `zhang.san@example.com${"x".repeat(100)}` },
        options,
      ),
    );
    expect(error.violations).toEqual([
      { field: "buyer_email", rule: "too_long", value: "***", limit: "100 characters" },
    ]);
    expect(JSON.stringify(error) + error.message).not.toContain("zhang");
  });

  test("a subject that reads like another field of the signed text is refused", () => {
    const error = errorOf(() =>
      buildRequest(
        account(),
        "create_direct_pay_by_user",
        { ...goods, subject: "tea&total_fee=100.00&trade_status=TRADE_SUCCESS&z=" },
        options,
      ),
    );
    expect(error.violations).toEqual([{ field: "subject", rule: "reads_like_another_field" }]);
  });

  test("line breaks become CRLF before signing, as a browser will send them", () => {
    const { fields, signedText } = buildRequest(
      account(),
      "create_direct_pay_by_user",
      { ...goods, body: "one\ntwo\rthree\r\nfour" },
      options,
    );
    expect(Object.fromEntries(fields)["body"]).toBe("one\r\ntwo\r\nthree\r\nfour");
    expect(signedText).toContain("body=one\r\ntwo\r\nthree\r\nfour&");
  });

  test("notify_verify goes out unsigned, with partner and notify_id alone", () => {
    const request = buildRequest(account(), "notify_verify", { notify_id: "RqPnCo%2F+x" }, { endpoint, nowMs: 0 });
    expect(requestUrl(request)).toBe(`${endpoint}?notify_id=RqPnCo%252F%2Bx&partner=${partner}&service=notify_verify`);
    expect(request.signedText).toBe("");
  });

  test("a service that takes no notify_url says so, and so does one that takes only utf-8", () => {
    const query = errorOf(() => buildRequest(account(), "single_trade_query", { out_trade_no: "T1" }, options));
    expect(query.violations?.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
      "notify_url not_taken_by_service",
      "return_url not_taken_by_service",
    ]);
    const wap = errorOf(() =>
      buildRequest(
        account("gbk"),
        "alipay.wap.create.direct.pay.by.user",
        { out_trade_no: "T1", subject: "tea", payment_type: "1", total_fee: "0.01", seller_id: partner },
        options,
      ),
    );
    expect(wap.violations).toEqual([{ field: "_input_charset", rule: "not_allowed", value: "gbk", limit: "utf-8" }]);
  });

  test("a refund batch must carry today's date, its own count and each trade once", () => {
    const trade = "2024010122001400000000000001";
    const error = errorOf(() =>
      buildRequest(
        account(),
        "refund_fastpay_by_platform_nopwd",
        {
          seller_user_id: partner,
          refund_date: "2024-01-02 10:00:00",
          batch_no: "20240101001",
          batch_num: "3",
          detail_data: `${trade}^0.01^too late#${trade}^0.01^again`,
        },
        { endpoint, nowMs: 0 },
      ),
    );
    expect(error.violations?.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
      "batch_no same_date",
      "batch_num item_count",
      "detail_data distinct_items",
    ]);
  });

  test("an escrow trade's second way of shipping must be complete and different", () => {
    const error = errorOf(() =>
      buildRequest(
        account(),
        "create_partner_trade_by_buyer",
        {
          out_trade_no: "T1",
          subject: "tea",
          payment_type: "1",
          price: "1.00",
          quantity: "1",
          seller_email: "shop@example.com",
          logistics_type: "EXPRESS",
          logistics_fee: "0.00",
          logistics_payment: "SELLER_PAY",
          discount: "-0.10",
          logistics_type_1: "EXPRESS",
        },
        options,
      ),
    );
    expect(error.violations?.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
      "logistics_fee_1 incomplete_group",
      "logistics_payment_1 incomplete_group",
      "logistics_type_1 distinct",
    ]);
  });

  test("a missing field, a misspelt one and a value outside the choice don't even compile", () => {
    const { subject: _left, ...withoutSubject } = goods;
    // @ts-expect-error subject is required
    const missing = errorOf(() => buildRequest(account(), "create_direct_pay_by_user", withoutSubject, options));
    expect(missing.violations).toEqual([{ field: "subject", rule: "required" }]);
    const wrong = { ...goods, paymethod: "cheque" } as const;
    // @ts-expect-error paymethod is a choice
    const choice = errorOf(() => buildRequest(account(), "create_direct_pay_by_user", wrong, options));
    expect(choice.violations?.map(({ field, rule }) => `${field} ${rule}`)).toEqual(["paymethod not_allowed"]);
  });

  test("the details of a refund are checked in linear time, however long and however nearly right", () => {
    const item = "2024010122001400000000000001^0.01^";
    const nearly = [`${item}${"a".repeat(1_000_000)}^`, `${item}a#`.repeat(25_000), `${item}a$${"b$".repeat(400_000)}`];
    const startedMs = performance.now();
    for (const detail_data of nearly) {
      const parameters = {
        seller_user_id: partner,
        refund_date: "2024-01-01 10:00:00",
        batch_no: "20240101001",
        batch_num: "1",
        detail_data,
      };
      const violations = validateParameters(mapiServices.refund_fastpay_by_platform_nopwd, parameters);
      expect(violations.map(({ field, rule }) => `${field} ${rule}`)).toContain("detail_data pattern");
    }
    expect(performance.now() - startedMs).toBeLessThan(3000);
  });

  test("an unknown service and an unknown field are refused by name", () => {
    // @ts-expect-error the registry does not know the name
    expect(errorOf(() => buildRequest(account(), "toString", {}, options)).violations).toEqual([
      { field: "service", rule: "unknown_service" },
    ]);
    const misspelt = { ...goods, outTradeNo: "T1" };
    expect(errorOf(() => buildRequest(account(), "create_direct_pay_by_user", misspelt, options)).violations).toEqual([
      { field: "outTradeNo", rule: "unknown_field" },
    ]);
  });
});

describe("accounts of the partner protocol", () => {
  test("a key shows neither in JSON nor in inspect", async () => {
    const { inspect } = await import("node:util");
    const shown = JSON.stringify(account()) + inspect(account(), { depth: 9, showHidden: true });
    expect(shown).not.toContain(md5Key);
    expect(shown).not.toContain(Buffer.from(md5Key).toString("hex").slice(0, 16));
  });

  test("an APPID in the PID's place and a missing key are named", () => {
    const error = errorOf(() => createMapiAccount({ partner: "2021000000000001", signType: "MD5" }));
    expect(error.violations?.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
      "partner pattern",
      "md5Key required",
    ]);
  });
});
