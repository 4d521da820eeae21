import { expect, test } from "vitest";
import { DedepayError, isUnifiedCode, unifiedErrors } from "./index.ts";

test("an error takes status, retry, money and owner from its number unless told otherwise", () => {
  const plain = new DedepayError(1014, { detail: { zh: "支付宝没有回答", en: "Alipay did not answer" } });
  expect(plain).toMatchObject({ status: 504, retry: "backoff", money: "unknown", owner: "network" });
  const other = new DedepayError(1003, {
    detail: { zh: "回复验签失败", en: "The reply does not verify" },
    status: 502,
    owner: "merchant",
    param: "sign",
  });
  expect(other).toMatchObject({ status: 502, owner: "merchant", param: "sign", money: "unknown" });
});

test("the message names number, name and English detail, and the cause is kept", () => {
  const cause = new Error("socket hang up");
  const error = new DedepayError(1015, { detail: { zh: "连接被重置", en: "connection reset" }, cause });
  expect(error.message).toBe("1015 NETWORK_ERROR: connection reset");
  expect(error.cause).toBe(cause);
});

test("there are exactly sixteen numbers, each complete in both languages", () => {
  const numbers = Object.keys(unifiedErrors).map(Number);
  expect(numbers).toEqual(Array.from({ length: 16 }, (_, index) => 1001 + index));
  for (const entry of Object.values(unifiedErrors)) {
    expect(isUnifiedCode(entry.code)).toBe(true);
    expect(entry.fixZh.length).toBe(entry.fixEn.length);
    expect(entry.fixZh.length).toBeGreaterThan(0);
  }
  expect(isUnifiedCode(1017)).toBe(false);
});
