// One of the sixteen numbers, explained to whoever followed the link in a problem document.
import type { UnifiedError } from "@dedepay/errors";
import { html } from "./html.ts";
import { bilingual, page } from "./layout.ts";

export function referencePage(nonce: string, entry: UnifiedError): string {
  const fixes = entry.fixZh.map((zh, index) => ({ zh, en: entry.fixEn[index] ?? "" }));
  const content = html`
<section class="card">
<h1>${entry.code} ${bilingual({ zh: entry.titleZh, en: entry.titleEn })}</h1>
<dl>
<dt>name</dt><dd>${entry.name}</dd>
<dt>HTTP</dt><dd>${entry.status}</dd>
<dt>retry</dt><dd>${entry.retry}</dd>
<dt>money</dt><dd>${entry.money}</dd>
<dt>owner</dt><dd>${entry.owner}</dd>
</dl>
<ol class="steps">${fixes.map((fix) => html`<li><div>${bilingual(fix)}</div></li>`)}</ol>
<div class="todo"><p>${bilingual({ zh: `对买家说：${entry.buyerZh}`, en: `To the buyer: ${entry.buyerEn}` })}</p></div>
</section>`;
  return page({ title: `${entry.code} ${entry.titleZh}`, nonce }, content);
}
