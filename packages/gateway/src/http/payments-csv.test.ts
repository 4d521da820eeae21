import { expect, it } from "vitest";
import { paymentsCsv } from "./payments-csv.ts";
import { samplePayment } from "./testing/fake-gateway.ts";

it("writes what a spreadsheet reads as text: no formula is run, no quote ends a cell, no long number loses digits", () => {
  const trade = { id: "a", out_trade_no: "S", service: "s", product: "direct", state: "paid" } as const;
  const text = paymentsCsv([
    samplePayment({ order_no: "=HYPERLINK(1)", subject: '茶"杯",\n两只', outcome: "payment_failed" }),
    samplePayment({ order_no: "20260101000001", attempts: [{ ...trade, trade_no: "2026010122001400000000000001" }] }),
  ]);
  expect(text.startsWith("\ufeff订单号,支付单,结果,")).toBe(true);
  const [, first, rest] = text.split(/\r\n/);
  expect(first).toBe(`'=HYPERLINK(1),pay_1,支付失败,unpaid,19.99,0.00,"茶""杯"",\n两只",,2026-01-02 11:04:05,`);
  expect(rest).toContain("'20260101000001,pay_1,未支付");
  expect(rest).toContain("'2026010122001400000000000001");
});
