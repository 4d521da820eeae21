// `dedepay payment show`: what became of one payment, found by its id or the shop's own order number.
import type { InspectedPayment, Outcome, RefundStateName, StateName } from "@dedepay/gateway";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { OwnerFlags } from "../owner/owner-flags.ts";
import { beijingMoment, beijingSecond, listText, print, textOf, yuanOf } from "../owner/print.ts";
import { withOwner } from "../owner/with-owner.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";
import { deliveryStatuses } from "./delivery.ts";

export async function showPayment(
  idOrOrderNo: string,
  flags: OwnerFlags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const document = await withOwner({ flags, surroundings }, ({ gateway }) => gateway.inspectPayment(idOrOrderNo));
  print(surroundings, flags, { document, text: () => paymentText(document) });
  return exitCode.fine;
}

/** The three that a shop mixes up are told apart as everywhere else. */
const outcomes: Readonly<Record<Outcome, string>> = {
  unpaid: "未支付 unpaid",
  payment_failed: "支付失败 payment failed",
  parameter_error: "参数错误 parameter error",
  paid: "已支付 paid",
  refunded: "已退款 refunded",
};

const states: Readonly<Record<StateName, string>> = {
  unpaid: "还没有付款 nothing paid",
  escrow_paid: "钱在支付宝，等发货 in escrow, to be shipped",
  escrow_shipped: "已发货，等买家确认 shipped, to be confirmed",
  paid: "已到账 paid",
  finished: "交易完成 finished",
  closed: "已关闭 closed",
  refunded: "已全额退款 refunded",
  held: "已付款，卖家账户收不了 paid, and the seller's account cannot receive",
};

const attemptStates: Readonly<Record<InspectedPayment["payment"]["attempts"][number]["state"], string>> = {
  open: "等付款 open",
  paid: "已付 paid",
  superseded_live: "已更换，可能还能付 replaced, perhaps still payable",
  closed_at_alipay: "已关闭 closed",
};

const refundStates: Readonly<Record<RefundStateName, string>> = {
  requested: "已申请 requested",
  awaiting_operator: "等输入支付密码 awaiting operator",
  submitted: "已提交 submitted",
  unknown: "结果未知，在查询 unknown, being queried",
  failed: "没有退成 failed",
  succeeded: "已退回 succeeded",
};

function paymentText(document: InspectedPayment): string {
  return [
    factsText(document),
    ...troubleText(document),
    ...sections(document).flatMap(([title, head, rows]) =>
      rows.length === 0 ? [] : [`${title}\n${listText(head, rows, "")}`],
    ),
    ...nextSteps(document),
  ].join("\n\n");
}

function factsText({ site, payment }: InspectedPayment): string {
  return textTable([
    ["订单 order", payment.order_no],
    ["支付 payment", payment.id],
    ["站点 site", site],
    ["结果 outcome", outcomes[payment.outcome]],
    ["状态 state", `${payment.state}，${states[payment.state]}`],
    ["金额 amount", yuanOf(payment.amount_fen)],
    ["已退 refunded", yuanOf(payment.refunded_fen)],
    ["商品 subject", payment.subject],
    ["账户 account", `${payment.account} ${payment.product} (${payment.environment})`],
    ["下单 made", beijingMoment(payment.created_at)],
    ["付款 paid", beijingMoment(payment.paid_at)],
    ["链接到期 link ends", beijingMoment(payment.expires_at)],
    ["付款链接 pay link", payment.pay_url],
  ]);
}

function troubleText({ payment: { last_error: error, notices } }: InspectedPayment): string[] {
  const codes = [error?.alipay?.code, error?.alipay?.sub_code].filter((code) => code !== undefined).join(" ");
  return [
    ...(error === null
      ? []
      : [`最近的问题 last trouble: ${error.detail.zh}${codes === "" ? "" : ` (${codes})`}\n${error.detail.en}`]),
    ...notices.map(({ zh, en }) => `${zh}\n${en}`),
  ];
}

type Section = readonly [title: string, head: readonly string[], rows: readonly (readonly string[])[]];

/** Empty ones are left out. */
function sections(document: InspectedPayment): readonly Section[] {
  return [...ofAlipay(document), ...ofSite(document)];
}

function ofAlipay({ payment, events, notifications, postings, refunds }: InspectedPayment): readonly Section[] {
  return [
    [
      "提交给支付宝的交易 · attempts at Alipay",
      ["商户订单号 out_trade_no", "接口 service", "状态 state", "支付宝交易号 trade_no"],
      payment.attempts.map((one) => [one.out_trade_no, one.service, attemptStates[one.state], textOf(one.trade_no)]),
    ],
    [
      "经过 · what happened",
      ["时间 at", "事件 event", "来自 source", "支付宝状态 trade_status"],
      events.map((one) => [beijingSecond(one.at), one.type, one.source, textOf(one.detail["tradeStatus"])]),
    ],
    [
      "支付宝的通知 · Alipay's notifications",
      ["收到 received", "支付宝状态 trade_status", "处理 outcome", "次数 copies"],
      notifications.map((one) => [
        ...[beijingSecond(one.received_at), textOf(one.trade_status), one.outcome, textOf(one.copies)],
      ]),
    ],
    [
      "账目 · ledger",
      ["时间 at", "从 from", "到 to", "金额 amount"],
      postings.map((one) => [beijingSecond(one.at), one.from, one.to, yuanOf(one.amount_fen)]),
    ],
    [
      "退款 · refunds",
      ["退款 refund", "状态 state", "金额 amount", "批次号/请求号 number at Alipay", "申请于 asked for"],
      refunds.map((one) => [
        ...[one.id, refundStates[one.state], yuanOf(one.amount_fen), one.request_no, beijingMoment(one.created_at)],
      ]),
    ],
  ];
}

function ofSite({ deliveries, incidents }: InspectedPayment): readonly Section[] {
  return [
    [
      "给网站的通知 · deliveries to the site",
      ["通知 delivery", "内容 type", "状态 status", "次数 tries", "最近一次 last try"],
      deliveries.map(({ id, type, status, attempts }) => {
        const last = attempts.at(-1);
        const said = last === undefined ? "-" : (last.error ?? "已确认 acknowledged");
        return [id, type, deliveryStatuses[status], textOf(attempts.length), said];
      }),
    ],
    [
      "异常 · incidents",
      ["异常 incident", "什么 what", "状态 state", "最近 last seen"],
      incidents.map((one) => [
        ...[one.id, one.title.zh, one.state === "open" ? "未解决 open" : "已解决 resolved"],
        beijingMoment(one.last_seen_at),
      ]),
    ],
  ];
}

function nextSteps({ incidents, deliveries }: InspectedPayment): string[] {
  const open = incidents.find(({ state }) => state === "open");
  const stuck = deliveries.find(({ status }) => status === "parked" || status === "dead");
  const steps = [
    ...(open === undefined ? [] : [`异常的证据和办法 what to do: dedepay incident show ${open.id}`]),
    ...(stuck === undefined ? [] : [`没有送到网站 not with the site: dedepay delivery show ${stuck.id}`]),
  ];
  return steps.length === 0 ? [] : [steps.join("\n")];
}
