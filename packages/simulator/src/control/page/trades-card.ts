// Who is about to pay (a QR code on the shop's screen can be opened here in place of scanning it), and the latest trades.
import { formatYuan } from "@dedepay/alipay";
import { channelOf } from "../../cashier/channel.ts";
import { bilingual, type Html, html } from "../../cashier/html.ts";
import { statusTexts } from "../../cashier/status-texts.ts";
import type { Simulation } from "../../world/simulation.ts";
import type { NoticeSummary } from "../../world/trade.ts";

const shownTrades = 20;
const shownVisits = 5;

export function visitsCard(simulation: Simulation): Html | undefined {
  const waiting = simulation.visits
    .latest(200)
    .filter(({ trade }) => trade === undefined || trade.status === "WAIT_BUYER_PAY");
  if (waiting.length === 0) return undefined;
  const rows = waiting.slice(0, shownVisits).map(({ token, order, trade }) => {
    const { zh, en } = channelOf(order);
    return html`<li><a href="/cashier/${token}">${order.outTradeNo} ¥${formatYuan(trade?.totalFen ?? order.totalFen)}</a> ${bilingual(zh, en)}</li>`;
  });
  return html`<section class="card"><h2>${bilingual("等买家付款", "Waiting for the buyer")}</h2>
<p class="hint">${bilingual("扫码支付不用手机，点开就算扫了。", "No phone is needed for a QR code: opening it here is scanning it.")}</p><ul>${rows}</ul></section>`;
}

export function tradesCard(simulation: Simulation): Html {
  const latest = simulation.trades.latest(shownTrades);
  if (latest.length === 0)
    return html`<section class="card"><h2>${bilingual("交易", "Trades")}</h2><p>${bilingual("还没有交易。", "No trades yet.")}</p></section>`;
  const rows = latest.map((trade) => {
    const [zh, en] = statusTexts[trade.status];
    return html`<tr><td><a href="/sim/page/trades/${trade.tradeNo}">${trade.order.outTradeNo}</a></td><td class="money">¥${formatYuan(trade.totalFen)}</td>
<td><code>${trade.status}</code><br><small>${bilingual(zh, en)}</small></td><td>${trade.order.account.id}</td><td>${trade.notices.map(noticeChip)}</td></tr>`;
  });
  return html`<section class="card scroll"><h2>${bilingual("交易", "Trades")}</h2>
<p class="hint">${bilingual("点订单号：替买家或卖家做点什么，或者让支付宝在这一笔上出错。", "Open an order to act as buyer or seller, or to let Alipay misbehave on it.")}</p>
<table class="trades"><thead><tr><th>${bilingual("订单号", "order")}</th><th>${bilingual("金额", "amount")}</th><th>${bilingual("状态", "status")}</th><th>${bilingual("账户", "account")}</th><th>${bilingual("通知", "notifications")}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

export const noticeStates: Readonly<Record<NoticeSummary["state"], readonly [zh: string, en: string]>> = {
  pending: ["等待确认", "waiting"],
  acknowledged: ["已确认", "acknowledged"],
  given_up: ["已放弃", "given up"],
  withheld: ["被规则拦下", "withheld"],
};

function noticeChip({ state, status, attempts }: NoticeSummary): Html {
  return html`<span class="notice ${state}">${status} · ${noticeStates[state][0]}（${attempts.length}）</span> `;
}
