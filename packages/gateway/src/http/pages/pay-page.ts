// The page a pay link opens: what is paid, what happens next, and one plain form to Alipay.
import type { BuyerView } from "../../use-cases/payments/buyer-view.ts";
import type { Way } from "../../use-cases/payments/ways-of.ts";
import type { BuyerDevice } from "../buyer-device.ts";
import { html, type SafeHtml } from "./html.ts";
import { bilingual, page } from "./layout.ts";
import { continueScript, updateScript } from "./page-scripts.ts";
import { amountLine, backButton, factList, paymentFoot } from "./payment-facts.ts";
import { stateMark } from "./state-mark.ts";
import { isUncertain, stateText } from "./state-text.ts";

export type PayPage = { nonce: string; view: BuyerView; device: BuyerDevice };

export function payPage(input: PayPage): string {
  const { view, device } = input;
  const trouble = view.lastError !== undefined || view.outcome !== "unpaid";
  const uncertain = isUncertain(view);
  // Where the buyer may have paid, and where the shop has to mend something, paying is the second choice.
  const backFirst = view.returnUrl !== undefined && (uncertain || view.outcome === "parameter_error");
  const content = html`
<section class="card" data-state="${view.state}" data-outcome="${view.outcome}"${uncertain && updates(view)}>
<div class="center">
<h1>${bilingual({ zh: "支付宝付款", en: "Pay with Alipay" })}</h1>
${amountLine(view)}
<p class="subject">${view.subject}</p>
</div>
${trouble && troubleNote(view)}
<div class="stack">
${backFirst && backButton(view, "button")}
<form method="post" action="/pay/${view.paymentId}"${!trouble && html` data-continue="${view.paymentId}"`}>
<input type="hidden" name="device" value="${device}">
<button class="${backFirst ? "button plain" : "button"}" type="submit">${buttonText(view, trouble)}</button>
</form>
<p class="center" data-going hidden><span class="pulse"></span>正在前往支付宝…<span lang="en">Taking you to Alipay…</span></p>
${switchForm(view, device)}
${view.ways.includes("qr") && view.product !== "qr" && wayForm(view, "qr", { zh: "用支付宝扫码付款", en: "Scan a QR code instead" })}
${view.ways.includes("page") && view.product === "qr" && wayForm(view, device === "phone" && view.ways.includes("wap") ? "wap" : "page", { zh: "登录支付宝付款", en: "Log in at Alipay instead" })}
${!backFirst && backButton(view, "button plain")}
</div>
${nextSteps(view)}
${factList(view)}
</section>
${paymentFoot(view)}`;
  return page(
    {
      title: "支付宝付款",
      nonce: input.nonce,
      environment: view.environment,
      ...(uncertain ? { script: updateScript, refreshSeconds: 6 } : { script: continueScript }),
    },
    content,
  );
}

/** A text that says "this page updates itself" has to be true. */
function updates(view: BuyerView): SafeHtml {
  return html` data-state-url="/pay/${view.paymentId}/state" data-mark="${stateMark(view)}"`;
}

function buttonText(view: BuyerView, again: boolean): SafeHtml {
  if (isUncertain(view)) return bilingual({ zh: "我还没有付款，继续支付", en: "I have not paid: continue" });
  if (view.product === "qr" && !again) return bilingual({ zh: "显示付款二维码", en: "Show the QR code" });
  return again
    ? bilingual({ zh: "再试一次", en: "Try again" })
    : bilingual({ zh: "去支付宝付款", en: "Continue to Alipay" });
}

function troubleNote(view: BuyerView): SafeHtml {
  const text = stateText(view, "later");
  const tone = isUncertain(view) ? "wait" : "bad";
  return html`<div class="${tone}" role="status"><div class="todo"><p><strong>${text.heading.zh}</strong><span lang="en">${text.heading.en}</span></p>${text.todo.map((todo) => html`<p>${bilingual(todo)}</p>`)}</div></div>`;
}

/** The guess from the browser's name can be wrong: the buyer may switch. */
function switchForm(view: BuyerView, device: BuyerDevice): SafeHtml | false {
  // Where the code is the usual way, the device changes nothing: the other ways have buttons of their own.
  if (!view.deviceMatters || view.product === "qr") return false;
  const other = device === "phone" ? "desktop" : "phone";
  const text =
    other === "desktop"
      ? { zh: "改用电脑版支付页面", en: "Use the desktop page instead" }
      : { zh: "改用手机版支付页面", en: "Use the phone page instead" };
  return html`<form method="post" action="/pay/${view.paymentId}"><input type="hidden" name="device" value="${other}"><button class="button plain" type="submit">${bilingual(text)}</button></form>`;
}

function wayForm(view: BuyerView, way: Way, text: { zh: string; en: string }): SafeHtml {
  return html`<form method="post" action="/pay/${view.paymentId}"><input type="hidden" name="way" value="${way}"><button class="button plain" type="submit">${bilingual(text)}</button></form>`;
}

function nextSteps(view: BuyerView): SafeHtml {
  const first =
    view.product === "qr"
      ? { zh: "用支付宝 App 扫描二维码并付款。", en: "Scan the code with the Alipay app and pay." }
      : { zh: "在支付宝登录并付款。", en: "Log in at Alipay and pay." };
  const escrow = view.product === "escrow" || view.product === "dual";
  return html`<ol class="steps">
<li><div>${bilingual(first)}</div></li>
<li><div>${bilingual({ zh: "付款后回到本站，结果会自动显示。", en: "Come back here: the result shows by itself." })}</div></li>
${escrow && html`<li><div>${bilingual({ zh: "款项由支付宝保管，收到货后请在支付宝确认收货。", en: "Alipay keeps the money; confirm the receipt there once you have the goods." })}</div></li>`}
</ol>`;
}
