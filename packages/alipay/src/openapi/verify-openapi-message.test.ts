import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTradeFacts } from "../notification/read-trade-facts.ts";
import { signTestNotification } from "../notification/sign-test-notification.ts";
import type { Verdict } from "../notification/verdict.ts";
import { verifyNotification } from "../notification/verify-notification.ts";
import { verifyReturn } from "../notification/verify-return.ts";
import { keyModeAccount, readTestKey } from "../testing/test-keys.ts";
import type { OpenapiTestKeys } from "./sign-openapi-message.ts";

const account = keyModeAccount();
const keys: OpenapiTestKeys = { protocol: "openapi", alipayPrivateKey: readTestKey("alipay-private-pkcs8.pem") };
const notification = {
  notify_time: "2024-01-01 12:00:05",
  notify_type: "trade_status_sync",
  notify_id: "2024010100222120005000000000000001",
  charset: "utf-8",
  version: "1.0",
  app_id: "2021000000000001",
  trade_no: "2024010122001400000000000001",
  out_trade_no: "T20240101001",
  seller_id: "2088000000000001",
  buyer_id: "2088000000000002",
  trade_status: "TRADE_SUCCESS",
  total_amount: "88.88",
  subject: "测试商品",
  gmt_payment: "2024-01-01 12:00:00",
  fund_bill_list: '[{"amount":"88.88","fundChannel":"ALIPAYACCOUNT"}]',
};
const body = signTestNotification(keys, notification);
const edit = (change: (text: string) => string): Buffer => Buffer.from(change(body.toString("latin1")), "latin1");
const refusal = (verdict: Verdict): string => (verdict.verified ? "verified" : verdict.reason);

describe("a notification", () => {
  it("verifies over its raw bytes and gives its signed fields", () => {
    expect(verifyNotification(account, body)).toEqual({
      verified: true,
      form: "openapi_empty_kept",
      fields: notification,
    });
  });

  it("tells the facts of its trade", () => {
    const verdict = verifyNotification(
      account,
      signTestNotification(keys, {
        ...notification,
        refund_fee: "1.5",
        gmt_refund: "2024-01-01 13:00:00.123",
        out_biz_no: "R1",
      }),
    );
    expect(readTradeFacts(account, verdict.fields ?? {})).toEqual({
      protocol: "openapi",
      outTradeNo: "T20240101001",
      tradeNo: "2024010122001400000000000001",
      tradeStatus: "TRADE_SUCCESS",
      totalFen: 8888n,
      sellerId: "2088000000000001",
      appId: "2021000000000001",
      buyerId: "2088000000000002",
      refundedFen: 150n,
      outRequestNo: "R1",
      gmtPaymentMs: Date.UTC(2024, 0, 1, 4),
      gmtRefundMs: Date.UTC(2024, 0, 1, 5, 0, 0, 123),
      notifyId: "2024010100222120005000000000000001",
      notifyTimeMs: Date.UTC(2024, 0, 1, 4, 0, 5),
    });
  });

  it("is read in the charset which it names itself", () => {
    const gbk = signTestNotification({ ...keys, charset: "gbk" }, { ...notification, charset: "GBK" });
    const verdict = verifyNotification(account, gbk);
    expect(verdict).toMatchObject({ verified: true, fields: { subject: "测试商品" } });
  });

  it.each(["kept", "dropped"] as const)(
    "verifies with empty fields %s, and an empty field is never data",
    (emptyFields) => {
      const signed = signTestNotification({ ...keys, emptyFields }, { ...notification, gmt_close: "" });
      const verdict = verifyNotification(account, signed);
      expect(verdict).toMatchObject({ verified: true, form: `openapi_empty_${emptyFields}` });
      expect(verdict.fields).not.toHaveProperty("gmt_close");
    },
  );

  it("accepts fields which it has never heard of", () => {
    const signed = signTestNotification(keys, { ...notification, brand_new: "1", __proto__x: "2" });
    expect(verifyNotification(account, signed)).toMatchObject({ verified: true, fields: { brand_new: "1" } });
  });

  it("drops the site's own parameters when told their names", () => {
    const routed = edit((text) => `${text}&shop=7`);
    expect(refusal(verifyNotification(account, routed))).toBe("signature_differs");
    expect(verifyNotification(account, routed, { ownParameters: ["shop"] }).verified).toBe(true);
  });
});

describe("a forged notification", () => {
  it.each([
    ["an altered amount", "signature_differs", edit((text) => text.replace("88.88", "88.89"))],
    ["an added field", "signature_differs", edit((text) => `${text}&x=1`)],
    ["a removed field", "signature_differs", edit((text) => text.replace(/&version=1.0/, ""))],
    ["no signature", "sign_missing", edit((text) => text.replace(/&sign=[^&]*/, ""))],
    ["an empty signature", "sign_missing", edit((text) => text.replace(/&sign=[^&]*/, "&sign="))],
    ["no sign_type", "sign_type_differs", edit((text) => text.replace("&sign_type=RSA2", ""))],
    ["another sign_type", "sign_type_differs", edit((text) => text.replace("=RSA2", "=RSA"))],
    ["an unknown sign_type", "sign_type_differs", edit((text) => text.replace("=RSA2", "=RSA3"))],
    ["two amounts", "duplicate_field", edit((text) => `${text}&total_amount=0.01`)],
    ["a name spelt twice by its escapes", "duplicate_field", edit((text) => `${text}&total%5Famount=0.01`)],
    ["a broken escape", "malformed", edit((text) => `${text}&x=%`)],
    [
      "the signature of another key",
      "signature_differs",
      signTestNotification({ ...keys, alipayPrivateKey: readTestKey("other-private-pkcs8.pem") }, notification),
    ],
    [
      "the application's own signature",
      "signature_differs",
      signTestNotification({ ...keys, alipayPrivateKey: readTestKey("app-private-pkcs8.pem") }, notification),
    ],
    ["a charset which does not exist", "malformed", signTestNotification(keys, { ...notification, charset: "utf-7" })],
  ])("%s is refused: %s", (_, reason, bytes) => {
    expect(refusal(verifyNotification(account, bytes))).toBe(reason);
  });

  it("does not verify RSA (SHA1) under an account pinned to RSA2, whatever the message says", () => {
    const weak = signTestNotification({ ...keys, signType: "RSA" }, notification);
    expect(refusal(verifyNotification(account, weak))).toBe("sign_type_differs");
    const relabelled = Buffer.from(weak.toString("latin1").replace("sign_type=RSA", "sign_type=RSA2"), "latin1");
    expect(refusal(verifyNotification(account, relabelled))).toBe("signature_differs");
    expect(verifyNotification(keyModeAccount({ signType: "RSA" }), weak).verified).toBe(true);
  });

  it("can't cut a buyer's text into fields which Alipay never signed", () => {
    const bought = { ...notification, body: "x&total_amount=100.00&zzz=" };
    const honest = signTestNotification(keys, bought);
    const sign = new URLSearchParams(honest.toString("latin1")).get("sign") ?? "";
    // The same signed text, cut elsewhere: what Alipay signed as the end of `body` becomes an amount of 100 yuan.
    const signedText = Object.keys(bought)
      .toSorted()
      .map((name) => `${name}=${new Map(Object.entries(bought)).get(name)}`)
      .join("&");
    const [, rest = ""] = signedText.split("&zzz=");
    const cut = { app_id: bought.app_id, body: "x", total_amount: "100.00", zzz: rest, sign, sign_type: "RSA2" };
    expect(refusal(verifyNotification(account, Buffer.from(new URLSearchParams(cut).toString())))).toBe("malformed");
    expect(refusal(verifyNotification(account, honest))).toBe("malformed");
  });

  it("gives a verdict for any bytes, and never a good one", () => {
    const alphabet = fc.constantFrom(
      "&",
      "=",
      "%",
      "sign",
      "sign_type=RSA2",
      "charset=gbk",
      "%E4",
      "\u00ff",
      "+",
      "__proto__",
      "a",
    );
    const bodies = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.array(alphabet, { maxLength: 40 }).map((parts) => Buffer.from(parts.join(""), "latin1")),
      fc.tuple(fc.nat(body.length - 1), fc.nat(255)).map(([at, byte]) => {
        const copy = Buffer.from(body);
        copy[at] = copy[at] === byte ? byte ^ 1 : byte;
        return copy;
      }),
    );
    fc.assert(
      fc.property(bodies, (bytes) => {
        const verdict = verifyNotification(account, bytes);
        // Upper and lower case of an escape are the same byte; nothing else may still verify.
        if (verdict.verified) expect(verdict.fields).toEqual(notification);
      }),
      { numRuns: 500 },
    );
    expect(refusal(verifyNotification(account, Buffer.alloc(2_000_000, "a")))).toBe("malformed");
    expect(refusal(verifyNotification(account, "text" as unknown as Uint8Array))).toBe("malformed");
  });
});

describe("a return", () => {
  const fields = {
    charset: "utf-8",
    out_trade_no: "T20240101001",
    method: "alipay.trade.page.pay.return",
    total_amount: "88.88",
    trade_no: "2024010122001400000000000001",
    auth_app_id: "2021000000000001",
    version: "1.0",
    app_id: "2021000000000001",
    seller_id: "2088000000000001",
    timestamp: "2024-01-01 12:00:10",
  };
  const query = signTestNotification(keys, fields).toString("latin1");

  it("verifies from the raw query, with or without its question mark", () => {
    expect(verifyReturn(account, `?${query}`)).toMatchObject({ verified: true, fields });
    expect(verifyReturn(account, query).verified).toBe(true);
  });

  it("is refused when altered", () => {
    expect(verifyReturn(account, query.replace("88.88", "0.01")).verified).toBe(false);
  });
});
