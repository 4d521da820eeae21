// Inside WeChat and QQ Alipay's pages are blocked: show how to get out, with the link to copy.
import type { BuyerView } from "../../use-cases/buyer-view.ts";
import { html } from "./html.ts";
import { bilingual, page } from "./layout.ts";
import { mark } from "./marks.ts";
import { copyScript } from "./page-scripts.ts";
import { amountLine, factList, paymentFoot } from "./payment-facts.ts";

export type GuidePage = { nonce: string; view: BuyerView; app: "wechat" | "qq"; payUrl: string };

const appNames = { wechat: { zh: "微信", en: "WeChat" }, qq: { zh: "QQ", en: "QQ" } } as const;

export function guidePage(input: GuidePage): string {
  const { view } = input;
  const app = appNames[input.app];
  const content = html`
<section class="card wait" data-state="${view.state}" data-guide="${input.app}">
<div class="center">
${mark("wait")}
<h1>${bilingual({ zh: "请在浏览器中打开付款", en: "Please pay in your browser" })}</h1>
${amountLine(view)}
<p class="subject">${view.subject}</p>
</div>
<div class="todo"><p>${bilingual({ zh: `${app.zh}里打不开支付宝。`, en: `Alipay can't be opened inside ${app.en}.` })}</p></div>
<ol class="steps">
<li><div>${bilingual({ zh: "点右上角的“…”菜单，选“在浏览器打开”。", en: "Tap the … menu at the top right and choose to open in the browser." })}</div></li>
<li><div>${bilingual({ zh: "或者复制下面的链接，粘贴到浏览器里。", en: "Or copy this link and paste it into your browser." })}</div></li>
</ol>
<div class="stack">
<input class="copy" readonly value="${input.payUrl}" aria-label="付款链接 Pay link">
<button class="button" type="button" data-copy hidden>${bilingual({ zh: "复制付款链接", en: "Copy the pay link" })}</button>
<p class="center" data-copied hidden>${bilingual({ zh: "已复制，请到浏览器里粘贴。", en: "Copied; now paste it into your browser." })}</p>
</div>
${factList(view)}
</section>
${paymentFoot(view)}`;
  return page(
    { title: "请在浏览器中打开", nonce: input.nonce, environment: view.environment, script: copyScript },
    content,
  );
}
