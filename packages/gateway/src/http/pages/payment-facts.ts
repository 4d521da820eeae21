// The lines at the foot of a card: what is paid, to whom, when. Times are Beijing's, and say so.
import { beijingTime, formatYuan } from "@dedepay/alipay";
import type { BuyerView } from "../../use-cases/buyer-view.ts";
import { html, type SafeHtml } from "./html.ts";

export function amountLine(view: BuyerView): SafeHtml {
  return html`<p class="amount"><span>¥</span>${formatYuan(view.amountFen)}</p>`;
}

export function factList(view: BuyerView): SafeHtml {
  const paidAt = view.paidAtMs === undefined ? undefined : `${beijingTime(view.paidAtMs)} 北京时间`;
  const until =
    view.payable && view.expiresAtMs !== undefined ? `${beijingTime(view.expiresAtMs)} 北京时间` : undefined;
  return html`<dl>
${row("商店", "Shop", view.siteName)}
${row("商品", "Item", view.subject)}
${row("订单号", "Order", view.orderNo)}
${paidAt !== undefined && row("付款时间", "Paid", paidAt)}
${view.refundedFen > 0n && row("已退款", "Refunded", `¥${formatYuan(view.refundedFen)}`)}
${until !== undefined && row("请在此之前付款", "Pay before", until)}
</dl>`;
}

function row(zh: string, en: string, value: string): SafeHtml {
  return html`<dt>${zh}<span lang="en">${en}</span></dt><dd>${value}</dd>`;
}

export function paymentFoot(view: BuyerView): SafeHtml {
  return html`<p class="foot">付款编号 ${view.paymentId}<span lang="en">Payment id; please quote it when you ask the shop</span></p>`;
}

/** The way back to the shop, where the shop gave one. */
export function backButton(view: BuyerView, look: "button" | "button plain"): SafeHtml {
  if (view.returnUrl === undefined) return html``;
  return html`<a class="${look}" href="${view.returnUrl}" data-back>返回商店<span lang="en">Back to the shop</span></a>`;
}
