// The control page: where to point a client, the clock, the trades, the rules in force, and the live log.
import { beijingTime, formatYuan } from "@dedepay/alipay";
import { bilingual, type Html, html, page } from "../cashier/html.ts";
import { credentialsOf } from "../world/credentials-of.ts";
import type { Simulation } from "../world/simulation.ts";
import { exchangeRow } from "./exchange-row.ts";

const shownExchanges = 60;
const shownTrades = 20;

export function controlPage(
  simulation: Simulation,
  endpoints: { url: string; mapiEndpoint: string; openapiEndpoint: string },
): string {
  const exchanges = simulation.exchanges.latest(shownExchanges).reverse();
  return page({
    title: "模拟器控制台",
    wide: true,
    head: html`<link rel="stylesheet" href="/sim/control.css"><script src="/sim/live.js" defer></script>`,
    content: html`
<h1>${bilingual("模拟器控制台", "Simulator control")}</h1>
<div class="columns">
<section class="card"><h2>${bilingual("网关地址", "Gateways")}</h2>
<dl><dt>MAPI</dt><dd><code>${endpoints.mapiEndpoint}</code></dd>
<dt>OpenAPI</dt><dd><code>${endpoints.openapiEndpoint}</code></dd></dl>
${accounts(simulation)}</section>
${clock(simulation)}
</div>
${trades(simulation)}
${rules(simulation)}
<section class="card"><h2>${bilingual("实时记录", "Live log")} <span id="live" class="en" lang="en"></span></h2>
<div id="exchanges">${exchanges.length === 0 ? html`<p id="nothing">${bilingual("还没有请求。", "Nothing yet.")}</p>` : exchanges.map(exchangeRow)}</div>
</section>`,
  });
}

function accounts(simulation: Simulation): Html {
  return html`${simulation.world.accounts.map((account) => {
    const rows = Object.entries(credentialsOf(account)).flatMap(([name, value]): Html[] =>
      typeof value === "string" ? [html`<tr><th>${name}</th><td><code>${value}</code></td></tr>`] : [],
    );
    return html`<details><summary>${account.label} <code>${account.id}</code></summary><table>${rows}</table></details>`;
  })}`;
}

function clock(simulation: Simulation): Html {
  const { clock: time } = simulation;
  const steps: ReadonlyArray<readonly [ms: number, zh: string]> = [
    [4 * 60_000, "4 分钟"],
    [3_600_000, "1 小时"],
    [25 * 3_600_000, "25 小时"],
    [15 * 86_400_000, "15 天"],
    [365 * 86_400_000, "1 年"],
  ];
  const speeds = [0, 1, 60, 3600];
  return html`<section class="card"><h2>${bilingual("时钟", "Clock")}</h2>
<p class="now">${beijingTime(time.nowMs())} <small>北京时间，${time.speed === 0 ? "已停" : `${time.speed} 倍速`}</small></p>
<form method="post" action="/sim/page/advance" class="buttons">${steps.map(([ms, zh]) => html`<button class="quiet" name="advance_ms" value="${ms}">快进 ${zh}</button>`)}</form>
<form method="post" action="/sim/page/speed" class="buttons">${speeds.map((speed) => html`<button class="quiet" name="speed" value="${speed}">${speed === 0 ? "停" : `${speed} 倍`}</button>`)}</form>
<form method="post" action="/sim/page/reset" class="buttons"><button class="quiet">全部重来 <span class="en" lang="en">reset</span></button></form>
</section>`;
}

function trades(simulation: Simulation): Html {
  const latest = simulation.trades.latest(shownTrades);
  const rows = latest.map(
    (
      trade,
    ) => html`<tr><td>${trade.order.outTradeNo}</td><td>¥${formatYuan(trade.totalFen)}</td><td><code>${trade.status}</code></td>
<td>${trade.order.account.id}</td><td>${trade.notices.map((notice) => html`<span class="notice ${notice.state}">${notice.status} · ${noticeStates[notice.state]}（${notice.attempts.length} 次）</span> `)}</td></tr>`,
  );
  return html`<section class="card scroll"><h2>${bilingual("交易", "Trades")}</h2>
<table class="trades"><thead><tr><th>订单号</th><th>金额</th><th>状态</th><th>账户</th><th>通知</th></tr></thead><tbody>${rows}</tbody></table>
${latest.length === 0 ? html`<p>${bilingual("还没有交易。", "No trades yet.")}</p>` : undefined}</section>`;
}

const noticeStates = {
  pending: "等待确认",
  acknowledged: "已确认",
  given_up: "已放弃",
  withheld: "被规则拦下",
} as const;

function rules(simulation: Simulation): Html | undefined {
  const list = simulation.rules.list();
  if (list.length === 0) return undefined;
  return html`<section class="card"><h2>${bilingual("生效的规则", "Rules in force")}</h2>
<table>${list.map((rule) => html`<tr><td>#${rule.id}</td><td><code>${JSON.stringify(rule.match)}</code></td><td><code>${JSON.stringify(rule.effect)}</code></td><td>${rule.acted} / ${rule.matched}</td></tr>`)}</table>
<form method="post" action="/sim/page/clear-rules" class="buttons"><button class="quiet">清除规则 <span class="en" lang="en">clear</span></button></form></section>`;
}
