// The pages a buyer sees: the form to pay, how it went, what became of it. Forms work without script.
import { formatYuan } from "@dedepay/alipay";
import type { Simulation } from "../world/simulation.ts";
import type { Trade, TradeStatus } from "../world/trade.ts";
import type { Visit } from "../world/visit-book.ts";
import { bilingual, type Html, html, page } from "./html.ts";
import { type CashierReason, cashierCodes } from "./pay-codes.ts";

/** The form: who pays, and for a dual trade how. */
export function payPage(simulation: Simulation, visit: Visit): string {
  const { order } = visit;
  const payers = simulation.accounts.payersFor(order.sellerId);
  const choices = payers.map(
    (payer, index) =>
      html`<label class="choice"><input type="radio" name="buyer" value="${payer.userId}"${index === 0 ? checked : undefined} required><span>${payer.name}<small>${payer.logonId}</small></span></label>`,
  );
  const ways =
    order.kind === "dual"
      ? html`<fieldset><legend>${bilingual("付款方式", "How to pay")}</legend>
<label class="choice"><input type="radio" name="way" value="escrow" checked><span>${bilingual("担保交易", "Escrow")}<small>先付给平台，确认收货后卖家才收到。</small></span></label>
<label class="choice"><input type="radio" name="way" value="instant"><span>${bilingual("即时到账", "Instant")}<small>直接付给卖家。</small></span></label>
</fieldset>`
      : undefined;
  const action = `/cashier/${visit.token}`;
  return page({
    title: "模拟收银台",
    content: html`
${orderCard(visit)}
<form class="card" method="post" action="${action}/pay">
<fieldset><legend>${bilingual("谁来付款", "Who pays")}</legend>
${choices}
</fieldset>
${ways}
<button type="submit">${order.kind === "escrow" ? "付款到担保账户" : "确认付款"} ¥${formatYuan(totalOf(visit))}</button>
<div class="row">
<button class="quiet" type="submit" formaction="${action}/fail" formnovalidate>付款失败<br>${en("Fail")}</button>
<button class="quiet" type="submit" formaction="${action}/leave" formnovalidate>离开不付<br>${en("Leave")}</button>
</div>
</form>`,
  });
}

/** After paying: what happened, and the way back to the shop, taken by itself after a moment. */
export function paidPage(visit: Visit, trade: Trade): string {
  const back = trade.order.returnUrl === undefined ? undefined : `/cashier/${visit.token}/return`;
  const [zh, english] = statusTexts[trade.status];
  return page({
    title: "付款成功 - 模拟收银台",
    ...(back === undefined ? {} : { head: html`<meta http-equiv="refresh" content="4; url=${back}">` }),
    content: html`
<section class="card">
<h1>${bilingual("付款成功", "Paid")}</h1>
<p class="amount">¥${formatYuan(trade.totalFen)}</p>
<p>${bilingual(zh, english)}</p>
${back === undefined ? html`<p>${bilingual("可以关闭这个页面了。", "You can close this page.")}</p>` : html`<p><a class="button" href="${back}">返回商家</a></p><p class="en" lang="en">Back to the shop, by itself in four seconds.</p>`}
</section>
${receiptCard(trade)}`,
  });
}

/** A trade which needs nothing more at the cashier, or only the buyer's confirmation. */
export function tradePage(visit: Visit, trade: Trade): string {
  const [zh, english] = statusTexts[trade.status];
  const confirm =
    trade.status === "WAIT_BUYER_CONFIRM_GOODS"
      ? html`<form method="post" action="/cashier/${visit.token}/confirm"><button type="submit">确认收货，把钱付给卖家</button></form>`
      : undefined;
  return page({
    title: "交易状态 - 模拟收银台",
    content: html`
<section class="card">
<h1>${bilingual(zh, english)}</h1>
<p class="amount">¥${formatYuan(trade.totalFen)}</p>
${confirm}
${trade.paidMs !== undefined && trade.order.returnUrl !== undefined ? html`<p><a class="button quiet" href="/cashier/${visit.token}/return">返回商家</a></p>` : undefined}
</section>
${receiptCard(trade)}`,
  });
}

/** Why the payment was not made; the buyer can try again. */
export function refusedPage(visit: Visit, reason: CashierReason, code: string): string {
  const text = cashierCodes[reason];
  const again = reason !== "already_paid" && reason !== "closed" && reason !== "content_changed";
  return page({
    title: "付款没有成功 - 模拟收银台",
    content: html`
<section class="card">
<h1>${bilingual("付款没有成功", "Not paid")}</h1>
<p>${text.zh}</p><p class="en" lang="en">${text.en}</p>
<p>错误代码 <span class="code">${code}</span></p>
${again ? html`<p><a class="button" href="/cashier/${visit.token}">换个买家再付</a></p><p class="en" lang="en">Try again, perhaps as somebody else.</p>` : undefined}
</section>
${orderCard(visit)}`,
  });
}

/** The buyer went away without paying. */
export function leftPage(visit: Visit): string {
  const quit = visit.quitUrl;
  return page({
    title: "已离开 - 模拟收银台",
    content: html`
<section class="card">
<h1>${bilingual("没有付款就离开了", "Left without paying")}</h1>
<p>订单仍然是未付款，商家不会收到付款通知。</p>
<p class="en" lang="en">The order is still unpaid; the shop is told nothing.</p>
<p><a class="button" href="/cashier/${visit.token}">回来付款</a></p>
${quit === undefined ? undefined : html`<p><a class="button quiet" href="${quit}">回到商家的 quit_url</a></p>`}
</section>`,
  });
}

/** A QR code whose time is over. */
export function deadCodePage(): string {
  return page({
    title: "二维码已失效 - 模拟收银台",
    content: html`<section class="card"><h1>${bilingual("二维码已失效", "This QR code is no longer valid")}</h1>
<p>二维码两小时后失效，请让商家重新生成。</p><p class="en" lang="en">A code is good for two hours; ask the shop for a new one.</p></section>`,
  });
}

/** A token nobody knows (any more). */
export function unknownVisitPage(): string {
  return page({
    title: "找不到 - 模拟收银台",
    content: html`<section class="card"><h1>${bilingual("没有这次访问的记录", "No record of this visit")}</h1>
<p>请回到商家网站重新发起付款（真实的收银台这时显示 HAS_NO_PRIVILEGE）。</p>
<p class="en" lang="en">Start the payment again from the shop; the real cashier shows HAS_NO_PRIVILEGE here.</p></section>`,
  });
}

const checked: Html = html` checked`;

function en(text: string): Html {
  return html`<span class="en" lang="en">${text}</span>`;
}

function totalOf(visit: Visit): bigint {
  return visit.trade?.totalFen ?? visit.order.totalFen;
}

function orderCard(visit: Visit): Html {
  const { order } = visit;
  return html`<section class="card">
<h1>模拟收银台 ${en("Rehearsal cashier")}</h1>
<p class="amount">¥${formatYuan(totalOf(visit))}</p>
<p>${order.subject}</p>
<dl>
<dt>商家</dt><dd>${order.account.sellerEmail}</dd>
<dt>订单号</dt><dd>${order.outTradeNo}</dd>
<dt>接口</dt><dd><code>${order.service}</code></dd>
</dl>
</section>`;
}

function receiptCard(trade: Trade): Html {
  return html`<section class="card"><dl>
<dt>商品</dt><dd>${trade.order.subject}</dd>
<dt>订单号</dt><dd>${trade.order.outTradeNo}</dd>
<dt>交易号</dt><dd>${trade.tradeNo}</dd>
<dt>状态</dt><dd><code>${trade.status}</code></dd>
</dl></section>`;
}

const statusTexts: Readonly<Record<TradeStatus, readonly [zh: string, en: string]>> = {
  WAIT_BUYER_PAY: ["等待付款", "Waiting for payment"],
  WAIT_SELLER_SEND_GOODS: ["钱在担保账户，等卖家发货", "In escrow; the seller has to ship"],
  WAIT_BUYER_CONFIRM_GOODS: ["卖家已发货，收到后请确认", "Shipped; confirm when it has arrived"],
  TRADE_SUCCESS: ["卖家已收到钱", "The seller has the money"],
  TRADE_FINISHED: ["交易完成", "The trade is finished"],
  TRADE_CLOSED: ["交易已关闭", "The trade is closed"],
  TRADE_PENDING: ["已付款，卖家的账户暂时不能收款", "Paid; the seller's account can't receive yet"],
};
