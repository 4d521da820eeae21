// Every code which the simulated Alipay can give, and the way to provoke it.
import { bilingual, html, page } from "../../cashier/html.ts";
import { provokableCodes } from "../../codes/provokable-codes.ts";
import { controlHead } from "./control-page.ts";

export function codesPage(): string {
  const codes = provokableCodes();
  const rows = codes.map(
    ({
      code,
      protocol,
      only,
      at,
      by,
      how,
      services,
      inferred,
    }) => html`<tr id="${protocol}-${code}"><td><code>${code}</code>${inferred ? " *" : undefined}</td>
<td>${protocol}${only === undefined ? undefined : ` ${only}`}${at === undefined ? undefined : "，收银台"}</td>
<td>${by === "condition" ? bilingual(how.zh, how.en) : html`<form method="post" action="/sim/page/rules"><input type="hidden" name="code" value="${code}"><button class="quiet small">${bilingual("下一次就返回它", "answer it next")}</button></form>`}</td>
<td><small>${services.join("、")}</small></td></tr>`,
  );
  return page({
    title: "代码表 - 模拟支付宝",
    layout: "wide",
    head: controlHead,
    content: html`<p><a href="/sim">← ${bilingual("控制页面", "control page")}</a></p>
<h1>${bilingual("能触发的全部代码", "Every code that can be provoked")} <small>${codes.length}</small></h1>
<p class="hint">${bilingual("带 * 的没有文档证实。", "No document confirms those marked *.")}</p>
<section class="card scroll"><table class="codes"><thead><tr><th>${bilingual("代码", "code")}</th><th>${bilingual("协议", "protocol")}</th><th>${bilingual("怎么触发", "how")}</th><th>${bilingual("接口", "services")}</th></tr></thead><tbody>${rows}</tbody></table></section>`,
  });
}
