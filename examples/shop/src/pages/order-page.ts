// One order, for its buyer. Updates itself.

import { type Order, statusOf } from "../order.ts";
import { findWay } from "../payment-way.ts";
import { html, type SafeHtml } from "./html.ts";
import { both, page, yuan } from "./layout.ts";
import { isParameterError, statusText } from "./status-text.ts";

export function orderPage(order: Order): string {
  const status = statusOf(order);
  const text = statusText(order);
  const way = findWay(order.way);
  const content = html`<div class="card narrow" data-order="${order.no}" data-status="${status}">
<h1>${both("您的订单", "Your order")}</h1>
<p><span class="chip ${text.chip}">${isParameterError(order) && status === "failed" ? "参数错误" : text.zh}</span><span lang="en">${text.en}</span></p>
<p>${both(text.zhMore, text.enMore)}</p>
${order.problem !== null && status === "failed" && problemNote(order.problem)}
${order.handedOut !== null && status !== "refunded" && html`<div class="note good" data-handed-out><p>${both("您的下载码", "Your download code")}</p><code>${order.handedOut.code}</code></div>`}
<dl>${row("商品", "Item", order.title)}${row("金额", "Amount", yuan(order.amountFen))}${row("订单号", "Order", order.no)}
${way !== undefined && row("付款方式", "Way", way.zh)}${order.refundedFen > 0 && row("已退款", "Refunded", yuan(order.refundedFen))}</dl>
<div class="stack">
${status === "unpaid" && order.payUrl !== null && html`<a class="button" href="${order.payUrl}" data-pay>${both("去付款", "Pay")}</a>`}
${(status === "failed" || (status === "unpaid" && order.payUrl === null)) && html`<form method="post" action="/orders/${order.no}/pay"><button class="button" type="submit">${both("再试一次", "Try again")}</button></form>`}
<a class="button plain" href="/">${both("继续逛逛", "Back to the shop")}</a></div></div>`;
  const settled = status === "refunded" || status === "finished";
  return page(`订单 ${order.no}`, content, settled ? {} : { refresh: 5, script: "/shop.js" });
}

function row(zh: string, en: string, value: string): SafeHtml {
  return html`<dt>${zh} <span lang="en">${en}</span></dt><dd>${value}</dd>`;
}

function problemNote(problem: NonNullable<Order["problem"]>): SafeHtml {
  return html`<div class="note bad"><p>${problem.detail}</p><small>错误码 ${problem.code} ${problem.name} · 请求号 ${problem.requestId}</small></div>`;
}

/** Served as /shop.js: loads the order's page anew once its status changed. */
export const orderScript: string = `(() => {
const box = document.querySelector("[data-order]");
if (!box) return;
let wait = 1500, asked = 0;
const ask = async () => {
try {
const answer = await fetch("/orders/" + box.dataset.order + "/state", { cache: "no-store" });
if (answer.ok && (await answer.json()).status !== box.dataset.status) { location.reload(); return; }
} catch { /* offline for a moment */ }
wait = Math.min(wait * 1.2, 8000);
if (++asked < 400) setTimeout(ask, wait);
};
setTimeout(ask, wait);
})();`;
