// The typed rows of a trade bill (业务明细) and of a funds bill (账务明细): numbers as fen, times as epoch milliseconds.
import { readBeijingTime } from "../beijing-time.ts";
import { readYuan } from "../money.ts";
import { malformedBill } from "./bill-archive.ts";
import type { BillRow, BillTable } from "./bill-table.ts";

/** One payment or refund. Refunds have the trade number of their payment, negative amounts and a request number. */
export type TradeBillRow = {
  readonly tradeNo: string;
  readonly outTradeNo: string;
  readonly type: "payment" | "refund";
  readonly subject: string;
  readonly createdMs: number;
  readonly finishedMs: number;
  /** The buyer as Alipay masks it. */
  readonly counterparty: string;
  readonly totalFen: bigint;
  /** What the merchant received, before the fee. */
  readonly receivedFen: bigint;
  /** Negative for a payment, positive where a refund gives it back. */
  readonly feeFen: bigint;
  readonly royaltyFen: bigint;
  /** out_request_no of a refund, else empty. */
  readonly requestNo: string;
  readonly remark: string;
  /** Every column as it came. */
  readonly columns: BillRow;
};

/** One movement of the account. */
export type FundsBillRow = {
  readonly entryNo: string;
  readonly tradeNo: string;
  readonly outTradeNo: string;
  readonly subject: string;
  readonly happenedMs: number;
  readonly counterparty: string;
  /** Positive, or zero. */
  readonly incomeFen: bigint;
  /** Negative, or zero. */
  readonly expenseFen: bigint;
  readonly balanceFen: bigint;
  readonly type: string;
  readonly remark: string;
  readonly columns: BillRow;
};

type Reader = {
  text(column: string): string;
  fen(column: string): bigint;
  ms(column: string): number;
};

const widest = 10n ** 15n;

function readerOf(row: BillRow, number: number): Reader {
  const broken = (column: string, rule: string) =>
    malformedBill({ zh: `第 ${number} 行「${column}」有误`, en: `row ${number}, column ${column}: ${rule}` }, rule);
  const text = (column: string): string => {
    const value = Object.hasOwn(row, column) ? row[column] : undefined;
    if (value === undefined) throw broken(column, "no_column");
    return value;
  };
  return {
    text,
    fen(column) {
      const value = text(column);
      // Cells which do not apply are left empty.
      const fen = value === "" ? 0n : readYuan(value, { minFen: -widest, maxFen: widest, decimals: "up_to_two" });
      if (typeof fen !== "bigint") throw broken(column, fen.rule);
      return fen;
    },
    ms(column) {
      const ms = readBeijingTime(text(column));
      if (ms === undefined) throw broken(column, "beijing_time");
      return ms;
    },
  };
}

function tradeType(text: string, number: number): "payment" | "refund" {
  if (text === "交易") return "payment";
  if (text === "退款") return "refund";
  throw malformedBill({ zh: `第 ${number} 行的业务类型未知`, en: `row ${number} has an unknown type` }, "type");
}

function assertKind(table: BillTable, kind: BillTable["kind"]): void {
  if (table.kind !== kind)
    throw malformedBill({ zh: `这是「${table.title}」`, en: `this is a table of kind ${table.kind}` }, "kind");
}

/** The payments and refunds of a table of kind "trade". Throws AlipayError `malformed_reply` with row and column. */
export function readTradeBill(table: BillTable): TradeBillRow[] {
  assertKind(table, "trade");
  return table.rows.map((row, index) => {
    const read = readerOf(row, index + 1);
    return {
      tradeNo: read.text("支付宝交易号"),
      outTradeNo: read.text("商户订单号"),
      type: tradeType(read.text("业务类型"), index + 1),
      subject: read.text("商品名称"),
      createdMs: read.ms("创建时间"),
      finishedMs: read.ms("完成时间"),
      counterparty: read.text("对方账户"),
      totalFen: read.fen("订单金额（元）"),
      receivedFen: read.fen("商家实收（元）"),
      feeFen: read.fen("服务费（元）"),
      royaltyFen: read.fen("分润（元）"),
      requestNo: read.text("退款批次号/请求号"),
      remark: read.text("备注"),
      columns: row,
    };
  });
}

/** The movements of a table of kind "funds". Throws AlipayError `malformed_reply` with row and column. */
export function readFundsBill(table: BillTable): FundsBillRow[] {
  assertKind(table, "funds");
  return table.rows.map((row, index) => {
    const read = readerOf(row, index + 1);
    return {
      entryNo: read.text("账务流水号"),
      tradeNo: read.text("业务流水号"),
      outTradeNo: read.text("商户订单号"),
      subject: read.text("商品名称"),
      happenedMs: read.ms("发生时间"),
      counterparty: read.text("对方账号"),
      incomeFen: read.fen("收入金额（+元）"),
      expenseFen: read.fen("支出金额（-元）"),
      balanceFen: read.fen("账户余额（元）"),
      type: read.text("业务类型"),
      remark: read.text("备注"),
      columns: row,
    };
  });
}
