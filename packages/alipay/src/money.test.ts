import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AlipayError } from "./alipay-error.ts";
import { formatYuan, parseYuan } from "./money.ts";

function ruleOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof AlipayError) return `${error.kind}/${error.violations?.[0]?.rule}`;
    throw error;
  }
  return undefined;
}

describe("money", () => {
  test("the smallest, an ordinary and the largest amount are read exactly", () => {
    expect(parseYuan("0.01")).toBe(1n);
    expect(parseYuan("1234.50")).toBe(123450n);
    expect(parseYuan("100000000.00")).toBe(10_000_000_000n);
  });

  test.each([
    ["0.1", "fewer_than_two_decimals"],
    ["1", "fewer_than_two_decimals"],
    ["1.005", "more_than_two_decimals"],
    ["1e3", "exponent"],
    ["１", "full_width_character"],
    ["１.00", "full_width_character"],
    [" 1.00", "white_space"],
    ["1.00\n", "white_space"],
    ["-0.01", "negative"],
    ["+1.00", "plus_sign"],
    ["0.00", "zero"],
    ["100000000.01", "above_maximum"],
    [`${"9".repeat(1_000_000)}.00`, "above_maximum"],
    ["", "empty"],
    ["01.00", "leading_zero"],
    ["1,000.00", "thousands_separator"],
    ["￥1.00", "currency_mark"],
    ["1.00元", "currency_mark"],
    [".50", "not_a_decimal_number"],
    ["1.", "not_a_decimal_number"],
    ["0x10", "not_a_decimal_number"],
    ["NaN", "not_a_decimal_number"],
    ["1.0.0", "not_a_decimal_number"],
  ])("%j is refused with a rule of its own: %s", (text, rule) => {
    expect(ruleOf(() => parseYuan(text))).toBe(`invalid_argument/${rule}`);
  });

  test("the limit that was crossed stands in the violation, under the field's name", () => {
    expect(() => parseYuan("5.00", { maxFen: 499n, field: "price" })).toThrowError(
      expect.objectContaining({
        violations: [{ field: "price", rule: "above_maximum", value: "5.00", limit: "4.99" }],
      }),
    );
    expect(ruleOf(() => parseYuan("0.05", { minFen: 10n }))).toBe("invalid_argument/below_minimum");
  });

  test("a negative minimum admits negative amounts down to it", () => {
    expect(parseYuan("-10.00", { minFen: -1000n })).toBe(-1000n);
    expect(ruleOf(() => parseYuan("-10.01", { minFen: -1000n }))).toBe("invalid_argument/below_minimum");
  });

  test("what Alipay may send with fewer decimals is read where the caller asks for it", () => {
    expect(parseYuan("0.1", { decimals: "up_to_two" })).toBe(10n);
    expect(parseYuan("7", { decimals: "up_to_two" })).toBe(700n);
    expect(ruleOf(() => parseYuan("0.001", { decimals: "up_to_two" }))).toBe("invalid_argument/more_than_two_decimals");
  });

  test("every amount in range survives the way to text and back", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -10_000_000_000n, max: 10_000_000_000n }), (fen) => {
        expect(parseYuan(formatYuan(fen), { minFen: -10_000_000_000n })).toBe(fen);
      }),
    );
  });

  test("whatever is given, only an amount or an AlipayError comes out", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.anything()), (value) => {
        const read = (parseYuan as (text: unknown) => unknown).bind(undefined, value);
        expect(ruleOf(() => expect(typeof read()).toBe("bigint"))).toSatisfy(
          (rule: string | undefined) => rule === undefined || rule.startsWith("invalid_argument/"),
        );
      }),
    );
  });
});
