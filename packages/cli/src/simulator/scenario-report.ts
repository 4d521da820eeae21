// A played scenario as a person reads it: what each notification said and was answered, what the merchant called, and what
// to conclude.
import { beijingTime } from "@dedepay/alipay";
import { textTable } from "../terminal/text-table.ts";
import type { PlayedExchange, PlayedScenario } from "./played-scenario.ts";

export function scenarioReport({ title, expect, next, verdict, trade, exchanges }: PlayedScenario): string {
  const notices = exchanges.filter(({ kind }) => kind === "notification");
  const calls = exchanges.filter(({ kind }) => kind === "call");
  return [
    `${title.zh} · ${title.en}`,
    `订单 order ${trade.out_trade_no}，现在 now ${trade.status}`,
    "",
    ...notifications(notices),
    ...merchantCalls(calls),
    `应该 expected  ${expect.zh} · ${expect.en}`,
    `结论 result    ${verdict.ok ? "✓" : "✗"} ${verdict.zh}`,
    `               ${verdict.en}`,
    ...(next === undefined ? [] : [`下一步 next    ${next.zh} · ${next.en}`]),
    "",
  ].join("\n");
}

function notifications(notices: readonly PlayedExchange[]): string[] {
  if (notices.length === 0) return ["（没有发通知 · no notification was sent）", ""];
  const rows = notices.map((notice, index) => [
    String(index + 1),
    timeOf(notice),
    notice.outTradeNo ?? "",
    told(notice),
    oneLine(notice.reply),
    right.has(notice.result) ? "✓" : "✗",
  ]);
  const head = ["通知", "时间 time", "订单 order", "说了什么 told", "商户的回答 answer", "对错 right"];
  return [textTable([head, ...rows]), ...notices.flatMap(conclusions), ""];
}

const right = new Set(["ok", "refused"]);

function conclusions({ explanation }: PlayedExchange, index: number): string[] {
  if (explanation === undefined) return [];
  return [`  ${index + 1}. ${explanation.zh}`, `     ${explanation.en}`];
}

/** What a notification said: the number under which it goes only where it is another one. */
function told({ fields, outTradeNo }: PlayedExchange): string {
  const { trade_status: status, notify_type: type, refund_status: refund, out_trade_no: number } = fields;
  const amount = fields["total_fee"] ?? fields["total_amount"];
  return [
    status ?? type ?? "",
    refund ?? "",
    amount === undefined ? "" : `¥${amount}`,
    number === undefined || number === outTradeNo ? "" : number,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function merchantCalls(calls: readonly PlayedExchange[]): string[] {
  if (calls.length === 0) return [];
  const rows = calls.map((call) => [timeOf(call), call.outTradeNo ?? "", call.service, call.result]);
  return [textTable([["商户的调用 calls", "订单 order", "接口 service", "结果 result"], ...rows]), ""];
}

function timeOf({ at }: PlayedExchange): string {
  return beijingTime(Date.parse(at)).slice(5);
}

function oneLine(text: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length > 60 ? `${flat.slice(0, 60)}…` : flat;
}
