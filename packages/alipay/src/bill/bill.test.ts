import { readFileSync } from "node:fs";
import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { AlipayError } from "../alipay-error.ts";
import { encodeText } from "../charset.ts";
import { readBillTable, readFundsBill, readTradeBill, unpackBill } from "./index.ts";

const read = (name: string): Buffer => readFileSync(new URL(`../../testdata/bill/${name}`, import.meta.url));
const tradeZip = read("trade.csv.zip");
const gbk = (text: string): Uint8Array => encodeText(text, "gbk").bytes;

function rule(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof AlipayError) return error.violations?.[0]?.rule;
    throw error;
  }
  return "nothing was thrown";
}

describe("a bill's zip", () => {
  it("has GBK names without the flag that says so", () => {
    expect(unpackBill(tradeZip).map(({ name }) => name)).toEqual([
      "20880000000000010156_20240101_业务明细.csv",
      "20880000000000010156_20240101_业务明细(汇总).csv",
    ]);
  });

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["an HTML page", Buffer.from("<html>expired</html>")],
    ["a truncated zip", tradeZip.subarray(0, tradeZip.length - 40)],
  ])("that is %s is refused", (_, bytes) => {
    expect(rule(() => unpackBill(bytes))).toBe("not_a_zip");
  });

  it("with hundreds of files is refused", () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${index}.csv`, new Uint8Array(1)]));
    expect(rule(() => unpackBill(zipSync(many)))).toBe("too_large");
  });
});

describe("a trade bill", () => {
  const [detail, summary] = unpackBill(tradeZip).map(({ bytes }) => readBillTable(bytes));
  if (detail === undefined || summary === undefined) throw new Error("two files are expected");

  it("says whose and which day's it is, and keeps its trailers", () => {
    expect(detail).toMatchObject({
      kind: "trade",
      account: "20880000000000010156",
      fromMs: Date.UTC(2023, 11, 31, 16),
      toMs: Date.UTC(2024, 0, 1, 16),
    });
    expect(detail.columns).toHaveLength(25);
    expect(detail.trailers).toEqual([
      "交易合计：1笔，商家实收共88.88元，商家优惠共0.00元",
      "退款合计：1笔，商家实收退款共-8.88元，商家优惠退款共0.00元",
      "导出时间：[2024年01月02日 09:30:00]",
    ]);
    expect(summary).toMatchObject({ kind: "trade_summary", rows: [] });
  });

  it("gives payments and refunds in fen and milliseconds", () => {
    expect(readTradeBill(detail).map(({ columns: _, ...row }) => row)).toEqual([
      {
        tradeNo: "2024010122001400000000000001",
        outTradeNo: "T20240101001",
        type: "payment",
        subject: '测试商品 #1 "大号"',
        createdMs: Date.UTC(2024, 0, 1, 4),
        finishedMs: Date.UTC(2024, 0, 1, 4, 0, 5),
        counterparty: "*三(abc***@example.com)",
        totalFen: 8888n,
        receivedFen: 8888n,
        feeFen: -53n,
        royaltyFen: 0n,
        requestNo: "",
        remark: "",
      },
      expect.objectContaining({
        type: "refund",
        totalFen: -888n,
        feeFen: 5n,
        requestNo: "R20240101001",
        remark: "少发一件",
      }),
    ]);
  });

  it("refuses to be read as another kind", () => {
    expect(rule(() => readFundsBill(detail))).toBe("kind");
  });
});

it("a funds bill gives income, expense and balance", () => {
  const [file] = unpackBill(read("signcustomer.csv.zip"));
  expect(readFundsBill(readBillTable(file?.bytes ?? new Uint8Array()))).toMatchObject([
    { entryNo: "1001", incomeFen: 8888n, expenseFen: 0n, balanceFen: 108_888n, type: "在线支付" },
    { entryNo: "1002", incomeFen: 0n, expenseFen: -888n, balanceFen: 108_000n },
  ]);
});

describe("a table", () => {
  const table = (columns: string, ...rows: string[]): Uint8Array =>
    gbk(["#支付宝业务明细查询", columns, ...rows, "#列表结束"].join("\n"));

  it("without rows is empty, as Alipay's file of a day without trades", () => {
    expect(readBillTable(table("a,b"))).toMatchObject({ columns: ["a", "b"], rows: [] });
    expect(readBillTable(gbk("#支付宝业务明细查询\r\n"))).toMatchObject({ columns: [], rows: [] });
  });

  it("takes a quotation mark at the start of a value for text", () => {
    expect(readBillTable(table("a,b", '"5 inch,x', "1,2")).rows).toEqual([
      { a: '"5 inch', b: "x" },
      { a: "1", b: "2" },
    ]);
  });

  it("reads quoted values where there are any", () => {
    expect(readBillTable(table("a,b", '"x,y\t",2')).rows).toEqual([{ a: "x,y\t".trimEnd(), b: "2" }]);
  });

  it.each([
    ["column_count", table("a,b", "1,2,3")],
    ["columns", table("a,a", "1,2")],
    ["title", gbk("a,b\n1,2")],
    ["charset", Buffer.from([0x23, 0xff, 0xff])],
  ])("is refused: %s", (expected, bytes) => {
    expect(rule(() => readBillTable(bytes))).toBe(expected);
  });

  it.each([
    ["beijing_time", "创建时间", "2024-02-30 00:00:00"],
    ["not_a_decimal_number", "订单金额（元）", "12a"],
    ["type", "业务类型", "其他"],
  ])("names the row and the column of a bad value: %s", (expected, column, value) => {
    const good = readBillTable(unpackBill(tradeZip)[0]?.bytes ?? new Uint8Array());
    const rows = good.rows.map((row, index) => (index === 1 ? { ...row, [column]: value } : row));
    expect(rule(() => readTradeBill({ ...good, rows }))).toBe(expected);
    expect(() => readTradeBill({ ...good, rows })).toThrow("第 2 行");
  });
});

it("gives an AlipayError or a table for any bytes", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .array(fc.constantFrom("#", ",", '"', "\n", "\r\n", "a", "\t", "支付宝业务明细查询"), { maxLength: 30 })
      .map((parts) => gbk(parts.join(""))),
    fc.tuple(fc.nat(tradeZip.length - 1), fc.nat(255)).map(([at, byte]) => {
      const copy = Buffer.from(tradeZip);
      copy[at] = byte;
      return copy;
    }),
  );
  fc.assert(
    fc.property(bytes, (body) => {
      for (const action of [() => readBillTable(body), () => unpackBill(body)]) {
        try {
          action();
        } catch (error) {
          expect(error).toBeInstanceOf(AlipayError);
        }
      }
    }),
    { numRuns: 500 },
  );
});
