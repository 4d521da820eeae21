// One trade: what it is, what buyer and seller can do to it now, how Alipay can misbehave on it, who was told of it and
// answered what, and its part of the log.
import { beijingTime, formatYuan } from "@dedepay/alipay";
import { channelOf } from "../../cashier/channel.ts";
import { bilingual, type Html, html, page } from "../../cashier/html.ts";
import { refundTexts, statusTexts } from "../../cashier/status-texts.ts";
import { scenarios } from "../../scenarios/scenarios.ts";
import type { Simulation } from "../../world/simulation.ts";
import type { NoticeSummary, Trade } from "../../world/trade.ts";
import type { ScenarioSummary } from "../list-scenarios.ts";
import type { ScenarioVerdict } from "../scenario-verdict.ts";
import { controlHead } from "./control-page.ts";
import { exchangeRow } from "./exchange-row.ts";
import { possibleActions } from "./possible-actions.ts";
import { noticeStates } from "./trades-card.ts";

/** What came of the form which was sent last, said at the top. */
export interface Played {
  scenario: ScenarioSummary;
  verdict: ScenarioVerdict;
}

export function tradePage(simulation: Simulation, trade: Trade, o: { played?: Played; failed?: boolean } = {}): string {
  const own = simulation.exchanges.after(0).filter(({ outTradeNo }) => outTradeNo === trade.order.outTradeNo);
  return page({
    title: `订单 ${trade.order.outTradeNo} - 模拟支付宝`,
    layout: "wide",
    head: controlHead,
    content: html`
<p><a href="/sim">← ${bilingual("控制页面", "control page")}</a></p>
<h1>${bilingual("订单", "Order")} ${trade.order.outTradeNo}</h1>
${o.failed === true ? html`<section class="card verdict bad"><p>${bilingual("现在不能这样做。", "That is not possible now.")}</p></section>` : undefined}
${o.played === undefined ? undefined : playedCard(o.played)}
<div class="columns">${aboutCard(trade)}${actionsCard(trade)}</div>
${scenariosCard(trade)}
${noticesCard(trade.notices)}
<section class="card"><h2>${bilingual("这一笔的记录", "Log of this order")}</h2><div>${own.reverse().map(exchangeRow)}</div></section>`,
  });
}

function aboutCard(trade: Trade): Html {
  const { order, refundStatus } = trade;
  const [zh, en] = statusTexts[trade.status];
  const refund = refundStatus === undefined ? undefined : refundTexts[refundStatus];
  const channel = channelOf(order);
  const row = (name: Html, value: Html | string | undefined): Html | undefined =>
    value === undefined ? undefined : html`<dt>${name}</dt><dd>${value}</dd>`;
  const time = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : beijingTime(ms));
  return html`<section class="card"><p class="amount">¥${formatYuan(trade.totalFen)}</p>
<p><code>${trade.status}</code> ${bilingual(zh, en)}</p>
${refund === undefined ? undefined : html`<p><code>${refundStatus}</code> ${bilingual(refund[0], refund[1])}</p>`}
<dl>${row(bilingual("商品", "goods"), order.subject)}
${row(bilingual("交易号", "trade_no"), trade.tradeNo)}
${row(bilingual("接口", "service"), html`<code>${order.service}</code> ${bilingual(channel.zh, channel.en)}`)}
${row(bilingual("账户", "account"), order.account.id)}
${row(bilingual("建立", "created"), time(trade.createdMs))}
${row(bilingual("付款", "paid"), time(trade.paidMs))}
${row(bilingual("关闭", "closed"), time(trade.closedMs))}
${row(bilingual("已退", "refunded"), trade.refundedFen === 0n ? undefined : `¥${formatYuan(trade.refundedFen)}`)}
${row(bilingual("通知地址", "notify_url"), order.notifyUrl === undefined ? bilingual("没有传，不会通知", "none: nobody is told") : html`<code>${order.notifyUrl}</code>`)}</dl>
${trade.cashierToken === undefined ? undefined : html`<p><a class="button quiet" href="/cashier/${trade.cashierToken}">${bilingual("买家的收银台", "the buyer's cashier")}</a></p>`}</section>`;
}

function actionsCard(trade: Trade): Html {
  const actions = possibleActions(trade);
  const address = `/sim/page/trades/${trade.tradeNo}/act`;
  const buttons = actions.map(
    ({ value, zh, en }) => html`<button class="quiet" name="do" value="${value}">${bilingual(zh, en)}</button>`,
  );
  return html`<section class="card"><h2>${bilingual("买家和卖家能做的", "What buyer and seller can do")}</h2>
${actions.length === 0 ? html`<p>${bilingual("这笔交易到头了。", "Nothing: this trade has come to its end.")}</p>` : html`<form method="post" action="${address}" class="buttons">${buttons}</form>`}
<p class="hint">${bilingual("真实世界里这些发生在支付宝的网站和手机上，商户只会收到通知。", "In the real world these happen at Alipay; the merchant only hears of them.")}</p></section>`;
}

function scenariosCard(trade: Trade): Html {
  const rows = scenarios
    .filter(({ only }) => only?.holds(trade) !== false)
    .map(
      ({
        name,
        title,
        expect,
      }) => html`<tr><td><button class="quiet" name="scenario" value="${name}">${bilingual("试试", "play")}</button></td>
<td>${bilingual(title.zh, title.en)}<br><small>${bilingual(`应该：${expect.zh}`, `expected: ${expect.en}`)}</small></td><td><code>${name}</code></td></tr>`,
    );
  return html`<section class="card"><details><summary><strong>${bilingual("让支付宝在这一笔上出错，看商户怎么答", "Let Alipay misbehave on this order, and see what the merchant answers")}</strong></summary>
<form method="post" action="/sim/page/trades/${trade.tradeNo}/play"><table class="scenarios">${rows}</table></form></details></section>`;
}

function playedCard({ scenario, verdict }: Played): Html {
  return html`<section class="card verdict ${verdict.ok ? "good" : "bad"}"><h2>${verdict.ok ? "✓" : "✗"} ${bilingual(scenario.title.zh, scenario.title.en)}</h2>
<p>${verdict.zh}</p><p class="en" lang="en">${verdict.en}</p>
<p>${bilingual(`应该：${scenario.expect.zh}`, `Expected: ${scenario.expect.en}`)}</p>
${scenario.next === undefined ? undefined : html`<p>${bilingual(`下一步：${scenario.next.zh}`, `Next: ${scenario.next.en}`)}</p>`}</section>`;
}

const senders: Readonly<Record<NonNullable<NoticeSummary["sender"]>, readonly [zh: string, en: string]>> = {
  forger: ["伪造的", "forged"],
  replayer: ["重放的", "replayed"],
};

function noticesCard(notices: readonly NoticeSummary[]): Html {
  const rows = notices.flatMap(({ notifyId, status, state, sender, attempts }) => [
    html`<tr><th><code>${status}</code>${sender === undefined ? undefined : html` ${bilingual(...senders[sender])}`}</th><td><span class="notice ${state}">${bilingual(...noticeStates[state])}</span></td><td><code>${notifyId}</code></td></tr>`,
    ...attempts.map((attempt) => {
      const { atMs, outcome, answer } =
        typeof attempt === "number" ? { atMs: attempt, outcome: "success", answer: undefined } : attempt;
      return html`<tr><td>${beijingTime(atMs).slice(5)}</td><td>${outcome}</td><td>${answer}</td></tr>`;
    }),
  ]);
  return html`<section class="card scroll"><h2>${bilingual("通知", "Notifications")}</h2>
${rows.length === 0 ? html`<p>${bilingual("还没有。", "None yet.")}</p>` : html`<table>${rows}</table>`}</section>`;
}
