// What a buyer sees when something failed on our side of the way: a sentence, what to do now, the number to quote. Never JSON.
import { type DedepayError, unifiedErrors } from "@dedepay/errors";
import { html } from "./html.ts";
import { bilingual, page } from "./layout.ts";
import { mark } from "./marks.ts";

/** `again`: our own address which may be opened again, where that can help. Opening it moves nothing. */
export type ErrorPage = { nonce: string; error: DedepayError; requestId: string; again?: string };

const moneyNotes = {
  none: { zh: "没有扣款。", en: "No money was taken." },
  unknown: {
    zh: "是否扣款正在核实，请先不要重复付款。",
    en: "Whether money was taken is being checked; please don't pay again yet.",
  },
  moved: { zh: "款项已经付出，请不要重复付款。", en: "The money has been paid; please don't pay again." },
} as const;

export function errorPage(input: ErrorPage): string {
  const { error } = input;
  const entry = unifiedErrors[error.unified];
  const content = html`
<section class="card bad center" data-code="${error.unified}">
${mark("bad")}
<h1>${bilingual(headingOf(error, { zh: entry.titleZh, en: entry.titleEn }))}</h1>
<div class="todo">
<p>${bilingual({ zh: entry.buyerZh, en: entry.buyerEn })}</p>
${error.unified !== 1009 && html`<p>${bilingual(moneyNotes[error.money])}</p>`}
</div>
${input.again !== undefined && html`<div class="stack"><a class="button" href="${input.again}">再试一次（不会重复扣款）<span lang="en">Try again (nothing is charged twice)</span></a></div>`}
</section>
<p class="foot">错误码 ${error.unified} · 请求号 ${input.requestId}<span lang="en">Error ${error.unified}, request id; please quote it when you ask the shop</span></p>`;
  return page({ title: headingOf(error, { zh: entry.titleZh, en: entry.titleEn }).zh, nonce: input.nonce }, content);
}

/** The catalogue's titles are written for developers; a buyer needs to hear what it means here. */
function headingOf(error: DedepayError, title: { zh: string; en: string }): { zh: string; en: string } {
  switch (error.unified) {
    case 1009:
      return { zh: "找不到这个页面", en: "This page does not exist" };
    case 1005:
      return { zh: "付款链接已过期", en: "This payment link has expired" };
    case 1006:
      return { zh: "这个页面不能这样打开", en: "This page can't be opened in this way" };
    case 1008:
      return { zh: "打开得太频繁了", en: "Too many requests" };
    case 1001:
      return { zh: "系统出了点问题", en: "Something went wrong on our side" };
    default:
      return title;
  }
}
