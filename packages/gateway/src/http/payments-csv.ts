// Payments for a spreadsheet: Chinese headings, UTF-8 with the mark that Excel needs, amounts in yuan, times of Beijing.
import { beijingTime, formatYuan } from "@dedepay/alipay";
import type { Outcome, PaymentDocument } from "../use-cases/payments/payment-document.ts";

const outcomes: Readonly<Record<Outcome, string>> = {
  unpaid: "未支付",
  payment_failed: "支付失败",
  parameter_error: "参数错误",
  paid: "已支付",
  refunded: "已退款",
};

const headings = [
  "订单号",
  "支付单",
  "结果",
  "状态",
  "金额（元）",
  "已退（元）",
  "商品",
  "支付宝交易号",
  "创建（北京时间）",
  "支付（北京时间）",
];

export function paymentsCsv(payments: readonly PaymentDocument[]): string {
  const rows = payments.map((payment) => [
    payment.order_no,
    payment.id,
    outcomes[payment.outcome],
    payment.state,
    formatYuan(BigInt(payment.amount_fen)),
    formatYuan(BigInt(payment.refunded_fen)),
    payment.subject,
    payment.attempts.find((attempt) => attempt.trade_no !== null)?.trade_no ?? "",
    beijingTime(Date.parse(payment.created_at)),
    payment.paid_at === null ? "" : beijingTime(Date.parse(payment.paid_at)),
  ]);
  return `\ufeff${[headings, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** A text that begins like a formula would be run by the spreadsheet; a long number would lose its digits. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/u.test(text) || /^\d{12,}$/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
