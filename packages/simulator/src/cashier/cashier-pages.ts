// The pages a buyer sees: the form to pay, how it went, what became of it. Forms work without script.
import { formatYuan } from "@dedepay/alipay";
import { canDispute, type DisputeStep } from "../world/dispute.ts";
import type { Simulation } from "../world/simulation.ts";
import type { Trade } from "../world/trade.ts";
import type { Visit } from "../world/visit-book.ts";
import { channelOf } from "./channel.ts";
import { bilingual, type Html, html, page } from "./html.ts";
import { type CashierReason, cashierCodes } from "./pay-codes.ts";
import { refundTexts, statusTexts } from "./status-texts.ts";

/** The form: who pays, and for a dual trade how. */
export function payPage(simulation: Simulation, visit: Visit): string {
  const { order } = visit;
  const payers = simulation.accounts.payersFor(order.sellerId);
  const choices = payers.map(
    (payer, index) =>
      html`<label class="choice"><input type="radio" name="buyer" value="${payer.userId}"${index === 0 ? checked : undefined} required><span>${payer.name}<small>${payer.logonId}</small></span></label>`,
  );
  const action = `/cashier/${visit.token}`;
  const { onPhone } = channelOf(order);
  return page({
    title: "模拟收银台",
    layout: onPhone ? "phone" : "desk",
    content: html`
${orderCard(visit)}
<form class="card" method="post" action="${action}/pay">
<fieldset><legend>${bilingual("谁来付款", "Who pays")}</legend>
${choices}
</fieldset>
${order.kind === "dual" ? ways : undefined}
<button type="submit">${order.kind === "escrow" ? "付款到担保账户" : "确认付款"} ¥${formatYuan(totalOf(visit))} ${en("Pay")}</button>
<div class="row">
<button class="quiet" type="submit" formaction="${action}/fail" formnovalidate>付款失败<br>${en("Fail")}</button>
<button class="quiet" type="submit" formaction="${action}/leave" formnovalidate>离开不付<br>${en("Leave")}</button>
</div>
</form>`,
  });
}

const ways: Html = html`<fieldset><legend>${bilingual("付款方式", "How to pay")}</legend>
<label class="choice"><input type="radio" name="way" value="escrow" checked><span>${bilingual("担保交易", "Escrow")}<small>${bilingual("先付给平台，确认收货后卖家才收到。", "The seller gets the money when you confirm receipt.")}</small></span></label>
<label class="choice"><input type="radio" name="way" value="instant"><span>${bilingual("即时到账", "Instant")}<small>${bilingual("直接付给卖家。", "Straight to the seller.")}</small></span></label>
</fieldset>`;

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
${back === undefined ? html`<p>${bilingual("可以关闭这个页面了。", "You can close this page.")}</p>` : html`<p><a class="button" href="${back}">返回商家 ${en("Back to the shop")}</a></p><p class="hint">${bilingual("四秒后自动返回。", "By itself in four seconds.")}</p>`}
</section>
${receiptCard(trade)}`,
  });
}

/** A trade which needs nothing more at the cashier, or only the buyer's confirmation. */
export function tradePage(visit: Visit, trade: Trade): string {
  const [zh, english] = statusTexts[trade.status];
  const refund = trade.refundStatus === undefined ? undefined : refundTexts[trade.refundStatus];
  const address = `/cashier/${visit.token}`;
  const confirm =
    trade.status === "WAIT_BUYER_CONFIRM_GOODS"
      ? html`<form method="post" action="${address}/confirm"><button type="submit">确认收货，把钱付给卖家<br>${en("Confirm receipt and pay the seller")}</button></form>`
      : undefined;
  const steps = buyerSteps.flatMap(([step, zh, english]) =>
    canDispute(trade, step)
      ? [html`<button class="quiet" name="step" value="${step}">${zh}<br>${en(english)}</button>`]
      : [],
  );
  return page({
    title: "交易状态 - 模拟收银台",
    content: html`
<section class="card">
<h1>${bilingual(zh, english)}</h1>
<p class="amount">¥${formatYuan(trade.totalFen)}</p>
${refund === undefined ? undefined : html`<p>${bilingual(refund[0], refund[1])}</p>`}
${confirm}
${steps.length === 0 ? undefined : html`<form method="post" action="${address}/dispute" class="row">${steps}</form>`}
${trade.paidMs !== undefined && trade.order.returnUrl !== undefined ? html`<p><a class="button quiet" href="/cashier/${visit.token}/return">返回商家 ${en("Back to the shop")}</a></p>` : undefined}
</section>
${receiptCard(trade)}`,
  });
}

const buyerSteps: ReadonlyArray<readonly [step: DisputeStep, zh: string, en: string]> = [
  ["ask", "申请退款", "Ask for the money back"],
  ["withdraw", "撤回退款申请", "Withdraw the request"],
  ["send_back", "我已把货退回", "Goods sent back"],
];

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
<p>${bilingual("错误代码", "code")} <span class="code">${code}</span></p>
${again ? html`<p><a class="button" href="/cashier/${visit.token}">换个买家再付 ${en("Try again, perhaps as somebody else")}</a></p>` : undefined}
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
<p><a class="button" href="/cashier/${visit.token}">回来付款 ${en("Come back and pay")}</a></p>
${quit === undefined ? undefined : html`<p><a class="button quiet" href="${quit}">回到商家的 quit_url ${en("To the shop's quit_url")}</a></p>`}
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
  const channel = channelOf(order);
  return html`<section class="card">
<h1>模拟收银台 ${en("Rehearsal cashier")}</h1>
<p class="channel">${bilingual(channel.zh, channel.en)}</p>
<p class="amount">¥${formatYuan(totalOf(visit))}</p>
<p>${order.subject}</p>
<dl>
<dt>${bilingual("商家", "seller")}</dt><dd>${order.account.sellerEmail}</dd>
<dt>${bilingual("订单号", "order")}</dt><dd>${order.outTradeNo}</dd>
<dt>${bilingual("接口", "service")}</dt><dd><code>${order.service}</code></dd>
</dl>
</section>`;
}

function receiptCard(trade: Trade): Html {
  return html`<section class="card"><dl>
<dt>${bilingual("商品", "goods")}</dt><dd>${trade.order.subject}</dd>
<dt>${bilingual("订单号", "order")}</dt><dd>${trade.order.outTradeNo}</dd>
<dt>${bilingual("交易号", "trade_no")}</dt><dd>${trade.tradeNo}</dd>
<dt>${bilingual("状态", "status")}</dt><dd><code>${trade.status}</code></dd>
</dl></section>`;
}
