import { expect, test } from "vitest";
import { nearestCodes } from "./index.ts";

test.each([
  ["HAS_NO_PRIVILAGE", "HAS_NO_PRIVILEGE"],
  ["TRADE_DATA_MATCH", "TRADE_DATA_MATCH_ERROR"],
  ["SELLER_NOT_EXSIT", "SELLER_NOT_EXIST"],
  ["invalid-signatrue", "isv.invalid-signature"],
  ["ACQ.CONTEXT_INCONSISTANT", "ACQ.CONTEXT_INCONSISTENT"],
  ["EXTERFACE_PARTNER_ILLEGAL", "ILLEGAL_PARTNER_EXTERFACE"],
])("offers what %s may have meant among the first three", (typed, meant) => {
  expect(
    nearestCodes(typed, 3).map((policy) => policy.code),
    typed,
  ).toContain(meant);
});

test("offers nothing for a word that is near to no code", () => {
  expect(nearestCodes("xyzzy")).toEqual([]);
  expect(nearestCodes("")).toEqual([]);
  expect(nearestCodes("ab")).toEqual([]);
});

test("a pasted page is no code", () => {
  expect(nearestCodes(`ILLEGAL_SIGN ${"x".repeat(100_000)}`)).toEqual([]);
});

test("offers no default page and no more than was asked for", () => {
  const found = nearestCodes("ACQ.TRADE", 4);
  expect(found).toHaveLength(4);
  expect(found.some((policy) => policy.code.endsWith("*"))).toBe(false);
});
