import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFloatImage } from "./float-amount.ts";
import { parseOrderNumber } from "./order-number.ts";
import { textEncoding } from "./text-encoding.ts";

describe("an order number", () => {
  it("is a goods order or a member's top-up", () => {
    expect(parseOrderNumber("S-P1795372888RN609")).toEqual({ kind: "goods", cartMadeAtS: 1_795_372_888 });
    expect(parseOrderNumber("M7T1795373629RN593")).toEqual({ kind: "member", memberId: 7, madeAtS: 1_795_373_629 });
  });

  it.each([
    "",
    "S-P1795372888RN60",
    "S-P1795372888RN099",
    "S-P1795372888RN6090",
    "xS-P1795372888RN609",
    "S-P1795372888RN609\n",
    "M7T17953736290RN593",
    "MT1795373629RN593",
  ])("is not %j", (text) => {
    expect(parseOrderNumber(text)).toBeUndefined();
  });
});

describe("the float image of an amount", () => {
  it.each([
    [15_003_721n, 15_003_720n, true],
    [15_003_721n, 15_003_719n, false],
    [13_107_199n, 13_107_198n, false],
    [13_107_201n, 13_107_200n, true],
    [701n, 701n, true],
    [701n, 90_021n, false],
    [1n, 0n, false],
    [-1n, -1n, false],
  ])("of %d is %d: %s", (asked, stored, expected) => {
    expect(isFloatImage(asked, stored)).toBe(expected);
    expect(isFloatImage(stored, asked)).toBe(expected);
  });

  it("covers what a float32 column makes of any total", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), (askedFen) => {
        const storedFen = Math.round(Math.fround(askedFen / 100) * 100);
        expect(isFloatImage(BigInt(askedFen), BigInt(storedFen))).toBe(true);
      }),
    );
  });

  it("never takes two totals below 131072 yuan for each other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 13_107_199 }), (fen) => {
        expect(isFloatImage(BigInt(fen), BigInt(fen - 1))).toBe(false);
      }),
    );
  });
});

describe("the charset of bytes", () => {
  it.each([
    [[0x61], "ascii"],
    [[0xe4, 0xb8, 0xad], "utf-8"],
    [[0xd6, 0xd0], "gbk"],
    [[0xd6, 0xd0, 0xff], "unknown"],
  ])("of %j is %s", (bytes, expected) => {
    expect(textEncoding(Uint8Array.from(bytes))).toBe(expected);
  });
});
