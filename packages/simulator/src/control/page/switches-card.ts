// What the simulation assumes where nobody knows how the real Alipay behaves; folded, but for the explanations.
import { bilingual, type Html, html } from "../../cashier/html.ts";
import type { Simulation } from "../../world/simulation.ts";
import { switchesSchema } from "../../world/switches-schema.ts";

export function switchesCard({ switches }: Simulation): Html {
  const { explainErrors } = switches;
  const rows = Object.entries(switches).map(([name, value]) => {
    const { description } = switchesSchema.properties[name] as { description?: string };
    return html`<tr><th>${name}</th><td><code>${JSON.stringify(value)}</code></td><td>${description}</td></tr>`;
  });
  return html`<section class="card"><h2>${bilingual("开关", "Switches")}</h2>
<form method="post" action="/sim/page/explain" class="inline"><span>${bilingual("错误页面下面的解释", "Explanations under error pages")}：${explainErrors ? bilingual("开", "on") : bilingual("关", "off")}</span>
<button class="quiet" name="explain" value="${explainErrors ? "off" : "on"}">${explainErrors ? bilingual("关掉，像真的一样", "off, like the real one") : bilingual("打开", "on")}</button></form>
<details><summary>${bilingual("真实的支付宝没有定论的地方", "Where nobody knows what the real Alipay does")}</summary>
<p class="hint">${bilingual("用 POST /sim/switches 或世界文件改。", "Changed by POST /sim/switches or in a world file.")}</p><div class="scroll"><table>${rows}</table></div></details></section>`;
}
