import { describe, expect, test } from "vitest";
import { findCode, findCodes, policyOf } from "./index.ts";

describe("findCode", () => {
  test("finds a code by its exact name in its namespace", () => {
    expect(findCode("ACQ.TRADE_HAS_CLOSE")?.namespace).toBe("openapi");
    expect(findCode("HAS_NO_PRIVILEGE")?.namespace).toBe("mapi");
    expect(findCode("resultStatus=6001")?.namespace).toBe("client");
  });

  test("ignores case and white space around", () => {
    expect(findCode(" has_no_privilege\n")?.code).toBe("HAS_NO_PRIVILEGE");
  });

  test.each([
    ["invalid-signature", "isv.invalid-signature"],
    ["TRADE_HAS_CLOSE", "TRADE_HAS_CLOSE"],
    ["aop.ACQ.TRADE_HAS_CLOSE", "ACQ.TRADE_HAS_CLOSE"],
    ["app-cert-expired", "isv.app-cert-expired"],
    ["ACQ.BUYER_BANKCARD_BALANCE_NOT_E", "ACQ.BUYER_BANKCARD_BALANCE_NOT_ENOUGH"],
    ["ALI38173", "ALIN38173"],
  ])("understands %s as %s", (asked, meant) => {
    expect(findCode(asked)?.code).toBe(meant);
  });

  test("prefers the asked namespace where the name exists in several", () => {
    expect(findCodes("SYSTEM_ERROR").map((policy) => policy.namespace)).toEqual(["mapi", "openapi"]);
    expect(findCode("SYSTEM_ERROR", "openapi")?.namespace).toBe("openapi");
    expect(findCode("TRADE_HAS_CLOSE", "openapi")?.code).toBe("ACQ.TRADE_HAS_CLOSE");
  });

  test("gives no answer to a name it does not know", () => {
    expect(findCode("NO_SUCH_CODE_AT_ALL")).toBeUndefined();
    expect(findCode("")).toBeUndefined();
    expect(findCode("*")).toBeUndefined();
  });
});

describe("policyOf", () => {
  test("never calls an unknown outcome a failure", () => {
    for (const code of [
      "isp.unknow-error",
      "aop.unknow-error",
      "ACQ.SYSTEM_ERROR",
      "AQC.SYSTEM_ERROR",
      "ACQ.REFUND_CHARGE_ERROR",
      "aop.ACQ.SYSTEM_ERROR",
    ]) {
      expect(policyOf(code, "openapi").money, code).toBe("unknown");
    }
    expect(policyOf("SYSTEM_ERROR", "mapi").money).toBe("unknown");
    expect(policyOf("resultStatus=6004", "client").money).toBe("unknown");
  });

  test("gives an unknown code the default of its prefix, else of its namespace", () => {
    expect(policyOf("isv.brand-new", "openapi")).toMatchObject({ code: "isv.brand-new", unified: 1002, money: "none" });
    expect(policyOf("isp.brand-new", "openapi")).toMatchObject({ unified: 1016, money: "unknown" });
    expect(policyOf("BRAND_NEW", "mapi")).toMatchObject({ unified: 1010, money: "unknown" });
    expect(policyOf("BRAND_NEW", "client").money).toBe("unknown");
  });
});
