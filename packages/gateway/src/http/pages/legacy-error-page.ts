// What a refused request of an old shop shows: the code as people know it from Alipay's own page, what the buyer may do, and
// for the shop's owner the cause and the remedy. Nothing here helps whoever tries signatures.
import { type DedepayError, findCode, pageHref, unifiedErrors } from "@dedepay/errors";
import { html, type SafeHtml } from "./html.ts";
import { bilingual, page } from "./layout.ts";
import { mark } from "./marks.ts";

export type LegacyErrorPage = {
  nonce: string;
  error: DedepayError;
  /** Alipay's code for it. */
  legacyCode: string;
  requestId: string;
  /** Path and query of the request, where trying again can help. */
  again: string | undefined;
};

export function legacyErrorPage(input: LegacyErrorPage): string {
  const { error, legacyCode, requestId, again } = input;
  const entry = unifiedErrors[error.unified];
  const known = findCode(legacyCode, "mapi");
  const title = { zh: "付款请求没有被受理", en: "The payment request was not accepted" };
  const content = html`
<section class="card bad center" data-code="${error.unified}" data-legacy-code="${legacyCode}">
${mark("bad")}
<h1>${bilingual(title)}</h1>
<p>错误代码 <strong>${legacyCode}</strong></p>
<div class="todo">
<p>${bilingual(buyerText(error, { zh: entry.buyerZh, en: entry.buyerEn }))}</p>
</div>
${again !== undefined && html`<div class="stack"><form method="post" action="${again}"><button class="button" type="submit">${bilingual({ zh: "再试一次", en: "Try again" })}</button></form></div>`}
</section>
<section class="card" data-owner>
<h2>${bilingual({ zh: "给站长", en: "For the shop's owner" })}</h2>
<p>${bilingual(error.detail)}</p>
${known !== undefined && html`<p>说明：${bilingual({ zh: known.meaningZh, en: known.meaningEn })}</p>`}
${fixList(error)}
<p><a href="${pageHref({ kind: "code", id: known === undefined ? String(error.unified) : known.code }, "", "?lang=zh")}">${legacyCode} 的原因和解决办法<span lang="en">What causes it and how to mend it</span></a></p>
</section>
<p class="foot">错误码 ${error.unified} · 请求号 ${requestId}<span lang="en">Error ${error.unified}, request id; please quote it when you ask the shop</span></p>`;
  return page({ title: `${title.zh} · ${legacyCode}`, nonce: input.nonce }, content);
}

/** The catalogue's usual advice speaks to programs which read our API. */
const usualFix = [
  {
    zh: "按上面的说明改正网站的支付设置或支付插件，再重新下单",
    en: "Mend the shop's payment settings or its plugin as said above, then order again",
  },
  {
    zh: "看不出问题时，把浏览器地址栏里的整个链接交给 dedepay diagnose 检查",
    en: "If it stays unclear, give the whole link of the address bar to dedepay diagnose",
  },
];

function fixList(error: DedepayError): SafeHtml {
  return html`<ol class="steps">${(error.fix ?? usualFix).map((fix) => html`<li><div>${bilingual(fix)}</div></li>`)}</ol>`;
}

function buyerText(error: DedepayError, usual: { zh: string; en: string }): { zh: string; en: string } {
  if (error.money !== "none" || error.retry === "backoff" || error.retry === "same_request") return usual;
  return {
    zh: "没有扣款。请把这一页截图给商店，由商店改正后再付款。",
    en: "No money was taken. Please show this page to the shop; pay again once the shop has mended it.",
  };
}
