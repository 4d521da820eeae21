// The QR code which the buyer scans with the Alipay app. Drawn here: no picture service learns what is paid.
import { renderSVG } from "uqr";
import type { BuyerView } from "../../use-cases/payments/buyer-view.ts";
import { html, trustedHtml } from "./html.ts";
import { bilingual, page } from "./layout.ts";
import { updateScript } from "./page-scripts.ts";
import { amountLine, backButton, factList, moment, paymentFoot } from "./payment-facts.ts";
import { stateMark } from "./state-mark.ts";

export type QrPage = { nonce: string; view: BuyerView; qrCode: string; validUntilMs: number };

export function qrPage(input: QrPage): string {
  const { view, qrCode } = input;
  // Only the drawing comes from the code's text: black squares, no text of it.
  const drawing = trustedHtml(renderSVG(qrCode, { ecc: "M", border: 1 }));
  const content = html`
<section class="card center" data-state="${view.state}" data-outcome="${view.outcome}" data-state-url="/pay/${view.paymentId}/state" data-mark="${stateMark(view)}" data-next="/pay/${view.paymentId}">
<h1>${bilingual({ zh: "请用支付宝扫码付款", en: "Scan with Alipay to pay" })}</h1>
${amountLine(view)}
<p class="subject">${view.subject}</p>
<div class="qr" role="img" aria-label="支付宝付款二维码 Alipay QR code">${drawing}</div>
<p class="fine">有效期至 ${moment(input.validUntilMs)}<span lang="en">Valid until then</span></p>
<div class="stack">
${/^https?:\/\//i.test(qrCode) && html`<a class="button plain" href="${qrCode}" data-open-code>在手机上？直接打开支付宝<span lang="en">On the phone? Open Alipay directly</span></a>`}
<a class="button plain" href="/pay/${view.paymentId}">我已付款，查看结果<span lang="en">I have paid: show the result</span></a>
<form method="post" action="/pay/${view.paymentId}"><input type="hidden" name="way" value="qr"><button class="button plain" type="submit">${bilingual({ zh: "二维码失效？重新获取", en: "Code expired? Get it again" })}</button></form>
${backButton(view, "button plain")}
</div>
${factList(view)}
</section>
<p class="foot"><span class="pulse"></span>付款后本页自动更新<span lang="en">This page updates itself after you have paid</span></p>
${paymentFoot(view)}`;
  return page(
    { title: "支付宝扫码付款", nonce: input.nonce, environment: view.environment, script: updateScript },
    content,
  );
}
