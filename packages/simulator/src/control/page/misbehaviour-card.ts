// How to make the simulated Alipay misbehave: the next answer as any code, and the rules in force.

import { bilingual, type Html, html } from "../../cashier/html.ts";
import { provokableCodes } from "../../codes/provokable-codes.ts";
import type { Simulation } from "../../world/simulation.ts";

export function misbehaviourCard(simulation: Simulation): Html {
  return html`<section class="card"><h2>${bilingual("让支付宝出错", "Make Alipay misbehave")}</h2>
<form method="post" action="/sim/page/rules" class="inline">
<label>${bilingual("下一次调用返回", "the next call answers")} <input name="code" required maxlength="100" list="codes" placeholder="ILLEGAL_SIGN" autocomplete="off" spellcheck="false"></label>
<button class="quiet">${bilingual("就这样", "do it")}</button></form>
<datalist id="codes">${codeNames().map((code) => html`<option value="${code}"></option>`)}</datalist>
<p class="hint">${bilingual("全部代码和各自的真实触发条件：", "All codes, and the real condition of each:")} <a href="/sim/page/codes">${bilingual("代码表", "list of codes")}</a>。${bilingual("更细的规则（延迟、丢包、乱码、只对某一单……）用", "Finer rules (delay, loss, garbage, one order only, …) go to")} <code>POST /sim/rules</code></p>
${rulesInForce(simulation)}</section>`;
}

function rulesInForce(simulation: Simulation): Html | undefined {
  const list = simulation.rules.list();
  if (list.length === 0) return undefined;
  const rows = list.map(
    (rule) =>
      html`<tr><td><code>${JSON.stringify(rule.effect)}</code></td><td><code>${JSON.stringify(rule.match)}</code></td><td>${rule.acted} / ${rule.matched}</td></tr>`,
  );
  return html`<h3>${bilingual("生效的规则", "Rules in force")}</h3><div class="scroll"><table><thead><tr><th>${bilingual("做什么", "effect")}</th><th>${bilingual("对什么", "on what")}</th><th>${bilingual("生效 / 遇到", "acted / met")}</th></tr></thead><tbody>${rows}</tbody></table></div>
<form method="post" action="/sim/page/clear-rules" class="buttons"><button class="quiet">${bilingual("清除规则", "clear the rules")}</button></form>`;
}

let names: string[] | undefined;

/** The list does not change while a process runs. */
function codeNames(): string[] {
  names ??= [...new Set(provokableCodes().map(({ code }) => code))];
  return names;
}
