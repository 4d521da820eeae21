import type { DedepayError } from "@dedepay/errors";
import { describe, expect, it } from "vitest";
import { legacyCodeOf } from "./legacy-refusal.ts";
import { requestedAmount } from "./requested-amount.ts";

type Fields = Record<string, string>;

describe("the amount of an old request", () => {
  it.each<[string, Fields, "direct" | "escrow", bigint, string]>([
    ["total_fee", { total_fee: "0.01" }, "direct", 1n, "0.01"],
    ["total_fee as it was written", { total_fee: "7.5" }, "direct", 750n, "7.5"],
    ["one piece: the price as it was written", { price: "148.2", quantity: "1" }, "direct", 14820n, "148.2"],
    ["several pieces", { price: "0.30", quantity: "3" }, "direct", 90n, "0.90"],
    ["what floats get wrong", { price: "1.10", quantity: "3" }, "direct", 330n, "3.30"],
    ["DedeCMS's noughts", { price: "9", quantity: "1", logistics_fee: "0" }, "direct", 900n, "9"],
    ["a large float total", { price: "150037.20", quantity: "1" }, "direct", 15003720n, "150037.20"],
    ["both, agreeing", { total_fee: "0.90", price: "0.30", quantity: "3" }, "direct", 90n, "0.90"],
    [
      "freight of the buyer",
      { price: "10.00", quantity: "1", ...freight("5.00", "BUYER_PAY") },
      "escrow",
      1500n,
      "15.00",
    ],
    [
      "freight paid at the door",
      { price: "10.00", quantity: "1", ...freight("5.00", "BUYER_PAY_AFTER_RECEIVE") },
      "escrow",
      1000n,
      "10.00",
    ],
    ["a reduction", { price: "10.00", quantity: "2", discount: "-1.50" }, "escrow", 1850n, "18.50"],
    ["the least and the most", { total_fee: "100000000.00" }, "direct", 10_000_000_000n, "100000000.00"],
  ])("%s", (_, fields, kind, amountFen, totalFee) => {
    expect(requestedAmount(fields, kind)).toEqual({ amountFen, totalFee });
  });

  it.each<[string, Fields, "direct" | "escrow", number, string]>([
    ["nothing", {}, "direct", 1012, "ILLEGAL_ARGUMENT"],
    ["a price without quantity", { price: "1.00" }, "direct", 1012, "ILLEGAL_ARGUMENT"],
    ["zero", { total_fee: "0.00" }, "direct", 1011, "TOTAL_FEE_LESSEQUAL_ZERO"],
    ["less than nothing", { total_fee: "-1.00" }, "direct", 1011, "ILLEGAL_MONEY_FORMAT"],
    ["three decimals", { total_fee: "0.001" }, "direct", 1011, "ILLEGAL_MONEY_FORMAT"],
    ["an exponent", { total_fee: "1e2" }, "direct", 1011, "ILLEGAL_MONEY_FORMAT"],
    ["full-width digits", { total_fee: "１.00" }, "direct", 1011, "ILLEGAL_MONEY_FORMAT"],
    ["more than the most", { price: "60000000.00", quantity: "2" }, "direct", 1011, "TOTAL_FEE_OUT_OF_RANGE"],
    ["half a piece", { price: "1.00", quantity: "0.5" }, "direct", 1011, "ILLEGAL_INTEGER_FORMAT"],
    ["no piece", { price: "1.00", quantity: "0" }, "direct", 1011, "ILLEGAL_INTEGER_FORMAT"],
    ["both, contradicting", { total_fee: "1.00", price: "2.00", quantity: "1" }, "direct", 1011, "ILLEGAL_FEE_PARAM"],
    [
      "freight nobody can count",
      { price: "1.00", quantity: "1", logistics_fee: "5" },
      "direct",
      1011,
      "ILLEGAL_FEE_PARAM",
    ],
    [
      "freight of the seller",
      { price: "1.00", quantity: "1", ...freight("5.00", "SELLER_PAY") },
      "escrow",
      1011,
      "ILLEGAL_FEE_PARAM",
    ],
    [
      "a discount on instant payment",
      { price: "1.00", quantity: "1", discount: "-0.50" },
      "direct",
      1011,
      "ILLEGAL_FEE_PARAM",
    ],
    [
      "a reduction below nothing",
      { price: "1.00", quantity: "1", discount: "-1.00" },
      "escrow",
      1011,
      "TOTAL_FEE_LESSEQUAL_ZERO",
    ],
  ])("refuses %s", (_, fields, kind, unified, code) => {
    const failure = refusal(() => requestedAmount(fields, kind));
    expect([failure.unified, legacyCodeOf(failure, "")]).toEqual([unified, code]);
  });
});

function freight(fee: string, payer: string): Fields {
  return { logistics_fee: fee, logistics_payment: payer, logistics_type: "EXPRESS" };
}

function refusal(work: () => unknown): DedepayError {
  try {
    work();
  } catch (error) {
    return error as DedepayError;
  }
  throw new Error("not refused");
}
