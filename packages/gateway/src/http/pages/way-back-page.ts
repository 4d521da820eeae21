// The buyer wants back to the shop while the shop is being told of the payment: a few seconds' wait, and a way around it.
import type { BuyerView } from "../../use-cases/payments/buyer-view.ts";
import { html } from "./html.ts";
import { bilingual, page } from "./layout.ts";
import { mark } from "./marks.ts";
import { updateScript } from "./page-scripts.ts";
import { amountLine, factList, paymentFoot } from "./payment-facts.ts";

export type WayBackPage = { nonce: string; view: BuyerView; shopUrl: string };

/** The mark which `/back/:id/state` answers while there is something to wait for. */
export const waitingMark = "waiting";

export function wayBackPage({ nonce, view, shopUrl }: WayBackPage): string {
  const address = `/back/${view.paymentId}`;
  const content = html`
<section class="card good" data-way-back="${view.paymentId}" data-state-url="${address}/state" data-mark="${waitingMark}" data-next="${address}">
<div class="center">
${mark("good")}
<h1>${bilingual({ zh: "已付款，正在通知商店", en: "Paid; the shop is being told" })}</h1>
${amountLine(view)}
</div>
<div class="todo"><p>${bilingual({ zh: "通常只要几秒钟，之后会自动回到商店。现在不用做什么。", en: "This takes a few seconds; then you go back to the shop by itself." })}</p></div>
<div class="stack"><a class="button plain" href="${shopUrl}">${bilingual({ zh: "不等了，直接回商店", en: "Go to the shop now" })}</a></div>
${factList(view)}
</section>
${paymentFoot(view)}`;
  return page(
    {
      title: "已付款，正在通知商店",
      nonce,
      environment: view.environment,
      refreshSeconds: 4,
      script: updateScript,
    },
    content,
  );
}
