// The lines at the foot of a card: what is paid, to whom, when. Times are Beijing's, and say so.
import { beijingTime, formatYuan } from "@dedepay/alipay";
import type { BuyerView } from "../../use-cases/payments/buyer-view.ts";
import { html, type SafeHtml } from "./html.ts";

/** `100,000,000.00`: a buyer must not count digits. */
export function yuanText(fen: bigint): string {
  return formatYuan(fen).replace(/\B(?=(\d{3})+\.)/g, ",");
}

/** Beijing's time with its zone, for readers of either language; a narrow screen breaks it between the two. */
export function moment(ms: number): SafeHtml {
  return html`<time>${beijingTime(ms)}</time> <time>北京时间 (UTC+8)</time>`;
}

export function amountLine(view: BuyerView): SafeHtml {
  return html`<p class="amount"><span>¥</span>${yuanText(view.amountFen)}</p>`;
}

export function factList(view: BuyerView): SafeHtml {
  const { paidAtMs, linkEndedAtMs, refundedFen } = view;
  const until = view.payable ? view.expiresAtMs : undefined;
  return html`<dl>
${row("商店", "Shop", view.siteName)}
${row("商品", "Item", view.subject)}
${row("订单号", "Order", view.orderNo)}
${paidAtMs !== undefined && row("付款时间", "Paid", moment(paidAtMs))}
${refundedFen > 0n && row("已退款", "Refunded", `¥${yuanText(refundedFen)}`)}
${until !== undefined && row("请在此之前付款", "Pay before", moment(until))}
${linkEndedAtMs !== undefined && row("付款链接失效时间", "Link ended", moment(linkEndedAtMs))}
</dl>`;
}

/** Text that takes several lines is read from the left. */
const longValue = 24;

function row(zh: string, en: string, value: string | SafeHtml): SafeHtml {
  const isLong = typeof value === "string" && [...value].length > longValue;
  return html`<div class="${isLong ? "row long" : "row"}"><dt>${zh}<span lang="en">${en}</span></dt><dd>${value}</dd></div>`;
}

export function paymentFoot(view: BuyerView): SafeHtml {
  return html`<p class="foot">付款编号 ${view.paymentId}<span lang="en">Payment id; please quote it when you ask the shop</span></p>`;
}

/** The way back to the shop, where the shop gave one. */
export function backButton(view: BuyerView, look: "button" | "button plain"): SafeHtml {
  if (view.returnUrl === undefined) return html``;
  return html`<a class="${look}" href="${view.returnUrl}" data-back>返回商店<span lang="en">Back to the shop</span></a>`;
}
