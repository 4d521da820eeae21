// How the payment stands, for its buyer. The return page and the receipt are this same page.
import type { BuyerView } from "../../use-cases/payments/buyer-view.ts";
import { html, type SafeHtml } from "./html.ts";
import { bilingual, page } from "./layout.ts";
import { mark } from "./marks.ts";
import { updateScript } from "./page-scripts.ts";
import { amountLine, backButton, factList, paymentFoot } from "./payment-facts.ts";
import { stateMark } from "./state-mark.ts";
import { isUncertain, type Moment, stateText } from "./state-text.ts";

/** `failure`: the answer is a failure of ours, which says its number for whoever is asked about it. */
export type StatePage = {
  nonce: string;
  view: BuyerView;
  moment: Moment;
  failure?: { code: number; requestId: string };
};

export function statePage(input: StatePage): string {
  const { view } = input;
  const text = stateText(view, input.moment);
  const failed = view.outcome !== "unpaid" || input.moment === "not_opened";
  const again = view.payable && (failed || !isUncertain(view));
  // Where the shop has to mend something, trying again is the second choice.
  const againFirst = again && failed && view.outcome !== "parameter_error";
  const content = html`
<section class="card ${text.tone}" data-state="${view.state}" data-outcome="${view.outcome}" aria-live="polite"${!view.settled && html` data-state-url="/pay/${view.paymentId}/state" data-mark="${stateMark(view)}"${input.moment === "not_opened" && html` data-next="/pay/${view.paymentId}"`}`}>
<div class="center">
${mark(text.tone)}
<h1>${bilingual(text.heading)}</h1>
${amountLine(view)}
</div>
<div class="todo">${text.todo.map((todo) => html`<p>${bilingual(todo)}</p>`)}</div>
<div class="stack">
${againFirst && payAgain(view, "button", { zh: "再试一次", en: "Try again" })}
${backButton(view, againFirst ? "button plain" : "button")}
${again && failed && !againFirst && payAgain(view, "button plain", { zh: "再试一次", en: "Try again" })}
${again && !failed && payAgain(view, "button plain", { zh: "我还没有付款，继续支付", en: "I have not paid yet: continue" })}
</div>
${factList(view)}
</section>
${!view.settled && html`<p class="foot"><span class="pulse"></span>本页自动更新<span lang="en">This page updates itself</span></p>`}
${input.failure !== undefined && html`<p class="foot" data-code="${input.failure.code}">错误码 ${input.failure.code} · 请求号 ${input.failure.requestId}</p>`}
${paymentFoot(view)}`;
  return page(
    {
      title: text.heading.zh,
      nonce: input.nonce,
      environment: view.environment,
      ...(!view.settled && { refreshSeconds: 6, script: updateScript }),
    },
    content,
  );
}

function payAgain(view: BuyerView, look: string, text: { zh: string; en: string }): SafeHtml {
  return html`<form method="post" action="/pay/${view.paymentId}"><button class="${look}" type="submit">${bilingual(text)}</button></form>`;
}
