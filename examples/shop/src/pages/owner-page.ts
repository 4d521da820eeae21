// All orders, for the owner.
import { isShippable, type Order } from "../order.ts";
import { findWay } from "../payment-way.ts";
import { html, type SafeHtml } from "./html.ts";
import { both, page, yuan } from "./layout.ts";
import { statusText } from "./status-text.ts";

export function ownerPage(orders: readonly Order[], note: string | undefined): string {
  const list =
    orders.length === 0
      ? html`<p>${both("还没有订单。", "No orders yet.")}</p>`
      : html`<ul class="orders">${orders.map(item)}</ul>`;
  return page(
    "店主",
    html`<h1>${both("全部订单", "All orders")}</h1>${note !== undefined && html`<div class="note" role="status">${note}</div>`}${list}`,
  );
}

function item(order: Order): SafeHtml {
  const text = statusText(order);
  return html`<li class="card" data-order="${order.no}"><div><strong>${order.title}</strong> ${yuan(order.amountFen)} · ${findWay(order.way)?.zh ?? order.way}<br>
<small><a href="/orders/${order.no}">${order.no}</a></small></div>
<div><span class="chip ${text.chip}">${text.zh}</span></div>
${isShippable(order) && html`<form method="post" action="/owner/orders/${order.no}/ship"><button class="button small" type="submit">发货 Ship</button></form>`}</li>`;
}
