// What the seller's operator sees before Alipay asks for the payment password.
import type { RefundDocument } from "../../use-cases/refunds/refund-document.ts";
import { html } from "./html.ts";
import { bilingual, page } from "./layout.ts";
import { moment, yuanText } from "./payment-facts.ts";

export function refundPage(o: { nonce: string; refund: RefundDocument }): string {
  const { refund } = o;
  const until = refund.operator_until === null ? "" : moment(Date.parse(refund.operator_until));
  const content = html`
<section class="card" data-state="${refund.state}">
<div class="center">
<h1>${bilingual({ zh: "商家确认退款", en: "Confirm a refund (seller)" })}</h1>
<p class="amount"><span>¥</span>${yuanText(BigInt(refund.amount_fen))}</p>
<p>${refund.reason}</p>
</div>
${
  refund.operator_url === null
    ? html`<p>${bilingual({ zh: "这笔退款不再等待确认。", en: "This refund waits for no confirmation any more." })}</p>`
    : html`<form class="stack" method="post" action="/refund/${refund.id}"><button class="button" type="submit">${bilingual({ zh: "去支付宝输入支付密码", en: "Enter the payment password at Alipay" })}</button></form>
<p class="fine center">有效期至 ${until}<span lang="en">Valid until then</span></p>`
}
<dl><div class="row"><dt>退款号<span lang="en">Refund</span></dt><dd>${refund.refund_no}</dd></div></dl>
</section>`;
  return page({ title: "确认退款", nonce: o.nonce }, content);
}
