// The control page: where to point a client, the clock, who is about to pay, the trades, misbehaviour, and the live log.
import { bilingual, type Html, html, page } from "../../cashier/html.ts";
import type { Simulation } from "../../world/simulation.ts";
import type { Endpoints } from "../control-options.ts";
import { accountsCard } from "./accounts-card.ts";
import { clockCard } from "./clock-card.ts";
import { exchangeRow } from "./exchange-row.ts";
import { misbehaviourCard } from "./misbehaviour-card.ts";
import { switchesCard } from "./switches-card.ts";
import { tradesCard, visitsCard } from "./trades-card.ts";

const shownExchanges = 60;

export function controlPage(simulation: Simulation, endpoints: Endpoints): string {
  const exchanges = simulation.exchanges.latest(shownExchanges).reverse();
  return page({
    title: "模拟支付宝 - 控制页面",
    layout: "wide",
    head: controlHead,
    content: html`
<h1>${bilingual("模拟支付宝", "The local Alipay")}</h1>
<div class="columns">
${accountsCard(simulation, endpoints)}
<div>${clockCard(simulation)}${visitsCard(simulation)}</div>
</div>
${tradesCard(simulation)}
${misbehaviourCard(simulation)}
${switchesCard(simulation)}
<section class="card"><h2>${bilingual("实时记录", "Live log")} <span id="live" class="en" lang="en"></span></h2>
<p class="hint">${bilingual("每一行点开：解码后的字段、验签的原文、应答和解释。", "Open a row for the decoded fields, the signed text, the answer and why.")}</p>
<div id="exchanges" data-live>${exchanges.length === 0 ? nothingYet : exchanges.map(exchangeRow)}</div>
</section>`,
  });
}

const nothingYet: Html = html`<div id="nothing"><p>${bilingual("还没有请求。", "Nothing yet.")}</p>
<ol><li>${bilingual("把你的程序里的支付宝网关换成上面的地址，密钥换成某个账户的", "Give your program a gateway address from above and the keys of one of the accounts")}</li>
<li>${bilingual("或者运行 npx dedepay demo，买一件东西试试", "or run npx dedepay demo and buy something")}</li></ol></div>`;

/** Style and script of these pages. */
export const controlHead: Html = html`<link rel="stylesheet" href="/sim/control.css"><script src="/sim/live.js" defer></script>`;
