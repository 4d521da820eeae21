// A shop asks for something else under an order number that is known: unpaid, the buyer goes on with the new content by one
// press; paid, he is told so and pays nothing.
import { formatYuan } from "@dedepay/alipay";
import type { LegacyAnswer } from "../../look-alike/legacy-answer.ts";
import { html, type SafeHtml } from "./html.ts";
import { bilingual, page } from "./layout.ts";
import { mark } from "./marks.ts";
import { continueScript } from "./page-scripts.ts";

export type ChangedOrderPage = {
  nonce: string;
  answer: Extract<LegacyAnswer, { kind: "confirm_change" | "number_used" }>;
  /** Path and query of the request. */
  address: string;
};

export function changedOrderPage({ nonce, answer, address }: ChangedOrderPage): string {
  return answer.kind === "confirm_change" ? confirmPage(nonce, answer, address) : usedPage(nonce, answer);
}

type Confirm = Extract<LegacyAnswer, { kind: "confirm_change" }>;
type Used = Extract<LegacyAnswer, { kind: "number_used" }>;

function confirmPage(nonce: string, answer: Confirm, address: string): string {
  const { order, knownFen, paymentId, environment } = answer;
  const content = html`
<section class="card wait" data-changed="${paymentId}">
<div class="center">
${mark("wait")}
<h1>${bilingual({ zh: "订单内容有变化", en: "The order has changed" })}</h1>
<p class="amount"><span>¥</span>${formatYuan(order.amountFen)}</p>
<p class="subject">${order.subject}</p>
</div>
<div class="todo"><p>${bilingual(changeText(order.amountFen, knownFen))}</p></div>
<div class="stack">
<form method="post" action="${address}" data-continue="${paymentId} ${order.amountFen} ${order.subject}">
<button class="button" type="submit">${bilingual({ zh: "按新的内容付款", en: "Pay the new content" })}</button>
</form>
<p class="center" data-going hidden><span class="pulse"></span>正在继续…<span lang="en">Going on…</span></p>
</div>
${facts(order.outTradeNo, order.amountFen)}
</section>`;
  return page({ title: "订单内容有变化", nonce, environment, script: continueScript }, content);
}

function changeText(amountFen: bigint, knownFen: bigint): { zh: string; en: string } {
  if (amountFen === knownFen) {
    return {
      zh: "这个订单的内容和上一次不同，原来的付款请求会先作废。",
      en: "The content differs from the last time; the earlier payment request is cancelled first.",
    };
  }
  return {
    zh: `上一次的金额是 ¥${formatYuan(knownFen)}，原来的付款请求会先作废。`,
    en: `The last time it was ¥${formatYuan(knownFen)}; that payment request is cancelled first.`,
  };
}

function usedPage(nonce: string, { order, knownFen, paid, paymentId, environment }: Used): string {
  const heading = paid
    ? { zh: "这个订单号已经付过款", en: "This order number is paid already" }
    : { zh: "这个订单号的交易已经关闭", en: "The trade under this order number is closed" };
  const todo = paid
    ? {
        zh: `已付 ¥${formatYuan(knownFen)}，没有再收款。请不要重复付款；内容不对时请联系商店。`,
        en: `¥${formatYuan(knownFen)} is paid, and nothing was charged again. Please don't pay twice; ask the shop if something is wrong.`,
      }
    : { zh: "没有扣款。请回商店重新下单。", en: "No money was taken. Please order again in the shop." };
  const content = html`
<section class="card ${paid ? "good" : "bad"}" data-used="${paymentId}">
<div class="center">
${mark(paid ? "good" : "bad")}
<h1>${bilingual(heading)}</h1>
</div>
<div class="todo"><p>${bilingual(todo)}</p></div>
<div class="stack"><a class="button" href="/pay/${paymentId}">${bilingual({ zh: "查看这笔付款", en: "Show this payment" })}</a></div>
${facts(order.outTradeNo, order.amountFen)}
</section>`;
  return page({ title: heading.zh, nonce, environment }, content);
}

function facts(orderNo: string, amountFen: bigint): SafeHtml {
  return html`<dl>
<dt>订单号<span lang="en">Order</span></dt><dd>${orderNo}</dd>
<dt>这次的金额<span lang="en">Asked for now</span></dt><dd>¥${formatYuan(amountFen)}</dd>
</dl>`;
}
