// Inside WeChat and QQ Alipay's pages are blocked: show how to get out, with the link to copy.
import type { BuyerView } from "../../use-cases/payments/buyer-view.ts";
import { html, type SafeHtml } from "./html.ts";
import { bilingual, page } from "./layout.ts";
import { copyScript, updateScript } from "./page-scripts.ts";
import { amountLine, factList, paymentFoot } from "./payment-facts.ts";
import { stateMark } from "./state-mark.ts";

export type GuidePage = { nonce: string; view: BuyerView; app: "wechat" | "qq"; payUrl: string };

const appNames = { wechat: { zh: "微信", en: "WeChat" }, qq: { zh: "QQ", en: "QQ" } } as const;

export function guidePage(input: GuidePage): string {
  const { view } = input;
  const app = appNames[input.app];
  const content = html`
<section class="card wait" data-state="${view.state}" data-guide="${input.app}" data-state-url="/pay/${view.paymentId}/state" data-mark="${stateMark(view)}">
<div class="center">
<h1>${bilingual({ zh: "请在浏览器中打开付款", en: "Please pay in your browser" })}</h1>
${amountLine(view)}
<p class="subject">${view.subject}</p>
</div>
<div class="todo"><p>${bilingual({ zh: `${app.zh}里打不开支付宝。`, en: `Alipay can't be opened inside ${app.en}.` })}</p></div>
${whatToPress(app.zh)}
<ol class="steps">
<li><div>${bilingual({ zh: "点右上角的“…”。", en: "Tap the … at the top right." })}</div></li>
<li><div>${bilingual({ zh: "选“在浏览器打开”（iPhone 上可能叫“在 Safari 打开”）。", en: "Choose to open in the browser (on an iPhone: in Safari)." })}</div></li>
</ol>
<p class="fine center">${bilingual({ zh: "或者复制链接，粘贴到浏览器里：", en: "Or copy the link and paste it into your browser:" })}</p>
<div class="stack">
<input class="copy" readonly value="${input.payUrl}" aria-label="付款链接 Pay link">
<button class="button" type="button" data-copy hidden>${bilingual({ zh: "复制付款链接", en: "Copy the pay link" })}</button>
<p class="center" role="status" data-copied hidden>${bilingual({ zh: "已复制，请到浏览器里粘贴。", en: "Copied; now paste it into your browser." })}</p>
<p class="center" role="status" data-not-copied hidden>${bilingual({ zh: "没能自动复制：请长按上面的链接，选“复制”。", en: "It could not be copied by itself: press and hold the link above, then copy." })}</p>
</div>
${factList(view)}
</section>
${paymentFoot(view)}`;
  return page(
    {
      title: "请在浏览器中打开",
      nonce: input.nonce,
      environment: view.environment,
      script: `${copyScript}\n${updateScript}`,
    },
    content,
  );
}

/** The top of the app's window: its menu, and the entry of it that leads out. */
function whatToPress(app: string): SafeHtml {
  return html`<svg class="picture" viewBox="0 0 300 144" role="img" aria-label="先点右上角的菜单，再选在浏览器打开 First the menu at the top right, then open in browser">
<rect class="frame" x="6" y="4" width="288" height="136" rx="14"/>
<text class="dim" x="22" y="33">×</text><text x="150" y="33" text-anchor="middle">${app}</text>
<rect class="spot" x="244" y="14" width="38" height="28" rx="14"/>
<circle class="dot" cx="254" cy="28" r="2.5"/><circle class="dot" cx="263" cy="28" r="2.5"/><circle class="dot" cx="272" cy="28" r="2.5"/>
<path class="path" d="M263 48v20M257 62l6 7 6-7"/>
<rect class="spot" x="62" y="78" width="214" height="48" rx="10"/>
<circle class="path" cx="90" cy="102" r="12"/><path class="path" d="M95 97l-3 8-7 3 3-8z"/>
<text x="114" y="107">在浏览器打开</text>
<circle class="number" cx="232" cy="28" r="9"/><text class="digit" x="232" y="32" text-anchor="middle">1</text>
<circle class="number" cx="252" cy="102" r="9"/><text class="digit" x="252" y="106" text-anchor="middle">2</text>
</svg>`;
}
