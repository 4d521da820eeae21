import { describe, expect, test } from "vitest";
import { codeTable } from "./code-table.ts";
import { findCode, findCodes, policyOf } from "./index.ts";

describe("findCode", () => {
  test("finds a code by its exact name in its namespace", () => {
    expect(findCode("ACQ.TRADE_HAS_CLOSE")?.namespace).toBe("openapi");
    expect(findCode("HAS_NO_PRIVILEGE")?.namespace).toBe("mapi");
    expect(findCode("resultStatus=6001")?.namespace).toBe("client");
  });

  test.each([
    [" has_no_privilege\n", "HAS_NO_PRIVILEGE"],
    ["Illegal Sign", "ILLEGAL_SIGN"],
    ["sign illegal", "0002"],
    ["invalid-signature", "isv.invalid-signature"],
    ["isp.unknown-error", "isp.unknow-error"],
    ["aop.ACQ.TRADE_HAS_CLOSE", "ACQ.TRADE_HAS_CLOSE"],
    ["TRADE_BUYER_NOT_MATCH", "TRADE_BUYER_NOT_MATCH"],
    ["app-cert-expired", "isv.app-cert-expired"],
    ["app-key-security-risk, app-cert-expired", "app-key-security-risk"],
    ["ACQ.BUYER_BANKCARD_BALANCE_NOT_E", "ACQ.BUYER_BANKCARD_BALANCE_NOT_ENOUGH"],
    ["NO_PAYMENT_INSTRUMENTS_AVAIL", "ACQ.NO_PAYMENT_INSTRUMENTS_AVAILABLE"],
    ["ALI38173", "ALIN38173"],
    ["6001", "resultStatus=6001"],
    ["TRADE_STATUS_NOT_AVAILABLE", "TRADE_STATUS_NOT_AVAILD"],
    ["ELLER_CONFLICT", "SELLER_CONFLICT"],
    ["NO_PERMISSOON", "NO_PERMISSOON"],
    ["40004", "40004"],
  ])("understands %j as %s", (asked, meant) => {
    expect(findCode(asked)?.code).toBe(meant);
  });

  test("knows the misspellings of the article as what they stand for", () => {
    const wrong = findCode("TRADE_DATE_MATCH_ERROR");
    const right = findCode("TRADE_DATA_MATCH_ERROR");
    expect(wrong?.causes).toEqual(right?.causes);
    expect(wrong?.unified).toBe(right?.unified);
    expect(findCode("HASH_NO_PRIVILEGE")?.unified).toBe(findCode("HAS_NO_PRIVILEGE")?.unified);
  });

  test("prefers the asked namespace where the name exists in several", () => {
    expect(findCodes("SYSTEM_ERROR").map((policy) => policy.namespace)).toEqual(["mapi", "openapi"]);
    expect(findCode("SYSTEM_ERROR", "openapi")?.namespace).toBe("openapi");
    expect(findCode("TRADE_HAS_CLOSE", "openapi")?.code).toBe("ACQ.TRADE_HAS_CLOSE");
  });

  test("does not complete a name that is merely short", () => {
    expect(findCode("ACQ.BUYER_BANKCARD_BALANCE")).toBeUndefined();
    expect(findCode("isv.decryption-error-not-valid-e"), "a cut that fits two codes").toBeUndefined();
    expect(findCode("NO_SUCH_CODE_AT_ALL")).toBeUndefined();
    expect(findCode("")).toBeUndefined();
    expect(findCode("*")).toBeUndefined();
    expect(findCode("isv.*")).toBeUndefined();
  });
});

describe("policyOf", () => {
  test("never calls an unknown outcome a failure", () => {
    const open = [
      "isp.unknow-error",
      "aop.unknow-error",
      "aop.SYSTEM_ERROR",
      "aop.ACQ.SYSTEM_ERROR",
      "20000",
      "ACQ.SYSTEM_ERROR",
      "AQC.SYSTEM_ERROR",
      "ACQ.REFUND_CHARGE_ERROR",
      "SYSTEM_ERROR",
      "invalid-response-data",
      "access-data-time-out",
      "unknown-sub-code",
      "10003",
    ];
    for (const code of open)
      expect(policyOf(code, "openapi"), code).toMatchObject({ money: "unknown", retry: "backoff" });
    for (const code of ["SYSTEM_ERROR", "0000", "REFUND_FAIL"])
      expect(policyOf(code, "mapi").money, code).toBe("unknown");
    for (const code of ["8000", "6002", "6004", "PAYMENT_UNKNOWN", "9000"]) {
      expect(policyOf(code, "client").money, code).toBe("unknown");
    }
  });

  test("gives an unknown code the default of its prefix, else of its namespace", () => {
    expect(policyOf("isv.brand-new", "openapi")).toMatchObject({ code: "isv.brand-new", unified: 1002, money: "none" });
    expect(policyOf("isp.brand-new", "openapi")).toMatchObject({ unified: 1016, money: "unknown" });
    expect(policyOf("aop.brand-new", "openapi")).toMatchObject({ unified: 1016, money: "unknown" });
    expect(policyOf("BRAND_NEW", "mapi")).toMatchObject({ unified: 1010, money: "unknown" });
    expect(policyOf("BRAND_NEW", "client").money).toBe("unknown");
  });

  test.each([
    ["HAS_NO_PRIVILEGE", "mapi", 1010],
    ["TRADE_DATA_MATCH_ERROR", "mapi", 1013],
    ["SELLER_NOT_EXIST", "mapi", 1010],
    ["ILLEGAL_PARTNER", "mapi", 1010],
    ["ILLEGAL_SIGN", "mapi", 1003],
    ["isv.invalid-signature", "openapi", 1003],
    ["ACQ.TRADE_NOT_EXIST", "openapi", 1009],
    ["isv.app-call-limited", "openapi", 1008],
    ["ACQ.TOTAL_FEE_EXCEED", "openapi", 1011],
    ["resultStatus=6002", "client", 1015],
  ] as const)("maps %s of %s to %d", (code, namespace, unified) => {
    expect(policyOf(code, namespace).unified).toBe(unified);
  });

  test("says that money moved where the trade is paid, so that nobody charges again", () => {
    expect(policyOf("ACQ.TRADE_HAS_SUCCESS", "openapi")).toMatchObject({ money: "moved", retry: "never" });
  });

  test("no text for the buyer promises that nothing was charged, or speaks of failure, unless that is certain", () => {
    const open = codeTable().filter((policy) => policy.money !== "none");
    expect(open.length).toBeGreaterThan(30);
    for (const policy of open) {
      expect(policy.buyerZh, policy.code).not.toMatch(/失败|没有扣款|未扣款/);
      expect(policy.buyerEn, policy.code).not.toMatch(/fail|nothing was charged/i);
    }
  });

  test("an open refund of the partner protocol is never sent again", () => {
    for (const code of ["REFUND_FAIL", "REFUND_TRADE_FAILED", "BATCH_REFUND_DATA_ERROR", "DUPLICATE_BATCH_NO"]) {
      expect(policyOf(code, "mapi"), code).toMatchObject({ money: "unknown", retry: "never" });
    }
  });
});
