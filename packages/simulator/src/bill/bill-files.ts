// The two CSV files of a bill. The columns of the trade summary are not known (no sample was found), so that file has its
// head and its marks and no rows. The simulated Alipay takes no fee.
import { beijingTime, formatYuan } from "@dedepay/alipay";
import type { Simulation } from "../world/simulation.ts";
import { type AccountLogEntry, accountLog } from "./account-log.ts";
import type { BillOrder } from "./bill-order.ts";
import type { Movement } from "./seller-movements.ts";

interface BillFile {
  name: string;
  text: string;
}

const tradeColumns =
  "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";
const fundsColumns =
  "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注";
const fundsSummaryColumns = "类型,收入笔数,收入金额（+元）,支出笔数,支出金额（-元）,总金额（元）";

/** Detail and summary of the time from fromMs until toMs. */
export function billFiles(simulation: Simulation, order: BillOrder): BillFile[] {
  const shown = accountLog(simulation, order.sellerId, order.toMs).filter(({ atMs }) => atMs >= order.fromMs);
  const account = `${order.sellerId}0156`;
  const title = order.type === "trade" ? "业务" : "账务";
  const exported = chineseTime(simulation.clock.nowMs());
  const file = (kind: "明细" | "汇总", rows: string[], trailers: string[]): string =>
    [
      `#支付宝${title}${kind}查询`,
      `#账号：[${account}]`,
      `#起始日期：[${chineseTime(order.fromMs)}]   终止日期：[${chineseTime(order.toMs)}]`,
      `#-----------------------------------------${title}${kind}列表----------------------------------------`,
      ...rows,
      `#-----------------------------------------${title}${kind}列表结束------------------------------------`,
      ...trailers,
      `#导出时间：[${exported}]`,
      "",
    ].join("\r\n");
  const name = `${account}_${order.date}_${title}明细`;
  const [detail, summary] =
    order.type === "trade"
      ? [file("明细", tradeRows(simulation, shown), tradeTotals(shown)), file("汇总", [], [])]
      : [file("明细", fundsRows(simulation, shown), fundsTotals(shown)), file("汇总", fundsSummary(shown), [])];
  return [
    { name: `${name}.csv`, text: detail },
    { name: `${name}(汇总).csv`, text: summary },
  ];
}

function tradeRows(simulation: Simulation, movements: readonly Movement[]): string[] {
  return [
    tradeColumns,
    ...movements.map(({ kind, trade, atMs, amountFen, requestNo, reason }) => {
      const amount = formatYuan(amountFen);
      const head = [trade.tradeNo, trade.order.outTradeNo, kind === "payment" ? "交易" : "退款", trade.order.subject];
      const times = [beijingTime(trade.createdMs), beijingTime(atMs)];
      const nothing = ["0.00", "0.00", "0.00", "0.00", "0.00", "", "0.00", "0.00"];
      const buyer = buyerOf(simulation, trade.buyerId);
      return cells([
        ...head,
        ...times,
        "",
        "",
        "",
        "",
        buyer,
        amount,
        amount,
        ...nothing,
        requestNo,
        "0.00",
        "0.00",
        reason,
      ]);
    }),
  ];
}

function fundsRows(simulation: Simulation, entries: readonly AccountLogEntry[]): string[] {
  const rows = [fundsColumns];
  for (const { serial, balanceFen, kind, trade, atMs, amountFen, reason } of entries) {
    const [income, expense] = amountFen > 0n ? [amountFen, 0n] : [0n, amountFen];
    const numbers = [String(serial).padStart(12, "0"), trade.tradeNo, trade.order.outTradeNo, trade.order.subject];
    const money = [formatYuan(income), formatYuan(expense), formatYuan(balanceFen)];
    const buyer = buyerOf(simulation, trade.buyerId);
    rows.push(
      cells([
        ...numbers,
        beijingTime(atMs),
        buyer,
        ...money,
        "支付宝",
        kind === "payment" ? "在线支付" : "交易退款",
        reason,
      ]),
    );
  }
  return rows;
}

function tradeTotals(movements: readonly Movement[]): string[] {
  const [payments, refunds] = [sumOf(movements, "payment"), sumOf(movements, "refund")];
  return [
    `#交易合计：${payments.count}笔，商家实收共${formatYuan(payments.fen)}元，商家优惠共0.00元`,
    `#退款合计：${refunds.count}笔，商家实收退款共${formatYuan(refunds.fen)}元，商家优惠退款共0.00元`,
  ];
}

function fundsTotals(movements: readonly Movement[]): string[] {
  const [payments, refunds] = [sumOf(movements, "payment"), sumOf(movements, "refund")];
  return [
    `#支出合计：${refunds.count}笔，共${formatYuan(refunds.fen)}元`,
    `#收入合计：${payments.count}笔，共${formatYuan(payments.fen)}元`,
  ];
}

function fundsSummary(movements: readonly Movement[]): string[] {
  const [payments, refunds] = [sumOf(movements, "payment"), sumOf(movements, "refund")];
  const row = (type: string, income: typeof payments, expense: typeof payments): string =>
    cells([
      ...[type, String(income.count), formatYuan(income.fen), String(expense.count), formatYuan(expense.fen)],
      formatYuan(income.fen + expense.fen),
    ]);
  const none = { count: 0, fen: 0n };
  return [
    fundsSummaryColumns,
    row("在线支付", payments, none),
    row("交易退款", none, refunds),
    row("合计", payments, refunds),
  ];
}

function sumOf(movements: readonly Movement[], kind: Movement["kind"]): { count: number; fen: bigint } {
  const those = movements.filter((one) => one.kind === kind);
  return { count: those.length, fen: those.reduce((sum, { amountFen }) => sum + amountFen, 0n) };
}

/** The buyer as bills show one: the name's beginning and the login, both masked. */
function buyerOf(simulation: Simulation, userId: string | undefined): string {
  const payer = userId === undefined ? undefined : simulation.accounts.payer(userId);
  if (payer === undefined) return "";
  return `*${payer.name.slice(1, 2)}(${payer.logonId.slice(0, 3)}***)`;
}

/** A tab behind each value keeps spreadsheets from reading numbers; commas and line ends would break the row. */
function cells(values: readonly string[]): string {
  return values.map((value) => `${value.replace(/[,\r\n\t]/g, " ")}\t`).join(",");
}

function chineseTime(ms: number): string {
  const [date = "", time = ""] = beijingTime(ms).split(" ");
  const [year, month, day] = date.split("-");
  return `${year}年${month}月${day}日 ${time}`;
}
