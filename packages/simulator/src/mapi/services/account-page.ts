// account.page.query: the seller's account log, page by page. The names of an entry's fields are those which clients read;
// how Alipay signs this reply is not known, and no client was seen to check it: it goes out unsigned.
import { beijingTime, formatYuan, parseBeijingTime } from "@dedepay/alipay";
import { type AccountLogEntry, accountLog } from "../../bill/account-log.ts";
import type { GatewayReply } from "../../wire/gateway-request.ts";
import { type Refusal, refuse } from "../../world/refusal.ts";
import type { MapiCall } from "../mapi-call.ts";
import { escapeXml, requestEcho, xmlReply } from "../xml-reply.ts";

const dayMs = 86_400_000;
const largestPage = 5000;
/** Payments on line, and what goes back of them: the only movements here. */
const transCode = "6001";
const kinds = { payment: "在线支付", refund: "交易退款" } as const;

export function accountPage(call: MapiCall): GatewayReply | Refusal {
  const { fields, simulation, partner } = call;
  const text = (name: string): string => fields.get(name) ?? "";
  const nowMs = simulation.clock.nowMs();
  const period = periodOf(text("gmt_start_time"), text("gmt_end_time"), nowMs);
  if (period !== undefined && "code" in period) return period;
  const logNumber = text("iw_account_log_id");
  if (!/^\d*$/.test(logNumber)) {
    return refuse("ILLEGAL_ACCOUNT_LOG_ID", "账务流水号不是数字。", "The iw_account_log_id is no number.");
  }
  const size = Number(text("page_size") || largestPage);
  const page = Number(text("page_no"));
  const entries = accountLog(simulation, partner.partner, nowMs + 1).filter(
    (entry) => inPeriod(entry, period) && isAsked(entry, text),
  );
  const shown = entries.slice((page - 1) * size, page * size);
  const list = shown.map((entry) => `<AccountQueryAccountLogVO>${entryXml(call, entry)}</AccountQueryAccountLogVO>`);
  return xmlReply(
    `<is_success>T</is_success><request>${requestEcho(fields)}</request><response><account_page_query_result>` +
      `<account_log_list>${list.join("")}</account_log_list>` +
      `<has_next_page>${page * size < entries.length ? "T" : "F"}</has_next_page>` +
      `<page_no>${page}</page_no><page_size>${size}</page_size></account_page_query_result></response>`,
    call.charset,
  );
}

interface Period {
  fromMs: number;
  toMs: number;
}

/** The time asked for, checked; undefined where a number is asked for instead. */
function periodOf(start: string, end: string, nowMs: number): Period | Refusal | undefined {
  if (start === "" && end === "") return undefined;
  if (start === "" || end === "") {
    return refuse("REQUIRED_DATE", "起止时间要同时给出。", "Start and end time come together.");
  }
  const [fromMs, toMs] = [parseBeijingTime(start), parseBeijingTime(end)];
  if (fromMs > nowMs) return refuse("START_DATE_AFTER_NOW", "起始时间晚于现在。", "The start is in the future.");
  if (fromMs > toMs) {
    return refuse("START_DATE_AFTER_END_DATE", "起始时间晚于结束时间。", "The start is after the end.");
  }
  if (toMs - fromMs > dayMs) return refuse("ILLEGAL_DATE_TOO_LONG", "跨度超过一天。", "The span is above one day.");
  return { fromMs, toMs };
}

function inPeriod({ atMs }: AccountLogEntry, period: Period | undefined): boolean {
  return period === undefined || (atMs >= period.fromMs && atMs <= period.toMs);
}

function isAsked({ trade, serial }: AccountLogEntry, text: (name: string) => string): boolean {
  const fits = (name: string, value: string): boolean => text(name) === "" || text(name) === value;
  return (
    fits("trade_no", trade.tradeNo) &&
    fits("merchant_out_order_no", trade.order.outTradeNo) &&
    fits("iw_account_log_id", logId(serial)) &&
    // No top-up from a bank ever happens here.
    fits("deposit_bank_no", "") &&
    (text("trans_code") === "" || text("trans_code").split(",").includes(transCode))
  );
}

function logId(serial: number): string {
  return String(100_000_000_000_000 + serial);
}

function entryXml({ simulation }: MapiCall, entry: AccountLogEntry): string {
  const { trade, amountFen, balanceFen, kind, serial, atMs, reason } = entry;
  const buyer = trade.buyerId === undefined ? undefined : simulation.accounts.payer(trade.buyerId);
  const fields: ReadonlyArray<readonly [string, string]> = [
    ["balance", formatYuan(balanceFen)],
    ["buyer_account", trade.buyerId ?? ""],
    ["currency", "156"],
    ["goods_title", trade.order.subject],
    ["income", amountFen > 0n ? formatYuan(amountFen) : ""],
    ["iw_account_log_id", logId(serial)],
    ["memo", reason],
    ["merchant_out_order_no", trade.order.outTradeNo],
    ["other_account_email", buyer?.logonId ?? ""],
    ["other_account_fullname", buyer?.name ?? ""],
    ["other_user_id", trade.buyerId ?? ""],
    ["outcome", amountFen < 0n ? formatYuan(-amountFen) : ""],
    ["partner_id", trade.order.sellerId],
    ["total_fee", formatYuan(trade.totalFen)],
    ["trade_no", trade.tradeNo],
    ["trans_code_msg", kinds[kind]],
    ["trans_date", beijingTime(atMs)],
  ];
  return fields.map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`).join("");
}
