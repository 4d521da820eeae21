// One exchange as a row of the control page: what it was, whether the signature held, what was answered, and why.
import { beijingTime } from "@dedepay/alipay";
import { bilingual, type Html, html } from "../cashier/html.ts";
import type { Exchange } from "../world/exchange-log.ts";

const signatures: Readonly<Record<Exchange["signature"], readonly [zh: string, en: string]>> = {
  verified: ["验签通过", "verified"],
  wrong: ["签名不符", "wrong"],
  missing: ["没有签名", "missing"],
  not_needed: ["不用签名", "not needed"],
  made: ["已签名", "signed"],
  forged: ["伪造的签名", "forged"],
  unchecked: ["没有验签", "not checked"],
};

const kinds: Readonly<Record<Exchange["kind"], string>> = {
  call: "收到",
  notification: "通知",
  cashier: "买家",
  return: "跳回",
};

const results: Readonly<Record<string, string>> = {
  ok: "成功",
  refused: "商户拒收",
  believed: "商户误信",
  not_acknowledged: "未确认",
};

export function exchangeRow(exchange: Exchange): Html {
  const { kind, service, outTradeNo, account, signature, result } = exchange;
  const [zh, en] = signatures[signature];
  const good = result === "ok" || result === "refused";
  const fields = Object.entries(exchange.fields).map(
    ([name, value]) => html`<tr><th>${name}</th><td><code>${value}</code></td></tr>`,
  );
  return html`<details class="exchange ${good ? "good" : "bad"}" id="exchange-${exchange.id}">
<summary><time>${beijingTime(Date.parse(exchange.at)).slice(5)}</time>
<span class="direction">${kinds[kind]}</span>
<code>${service}</code> <span>${outTradeNo}</span>
<span class="signature ${signature}">${zh}</span>
<strong class="result">${results[result] ?? result}</strong></summary>
${exchange.explanation === undefined ? undefined : html`<p>${exchange.explanation.zh}</p><p class="en" lang="en">${exchange.explanation.en}</p>`}
<dl><dt>${bilingual("账户", "account")}</dt><dd>${account ?? "–"}</dd>
<dt>${bilingual("请求", "request")}</dt><dd><code>${exchange.request}</code></dd>
<dt>${bilingual("签名", "signature")}</dt><dd>${bilingual(zh, en)}</dd></dl>
<table>${fields}</table>
${exchange.signedText === undefined ? undefined : html`<h3>${bilingual("待签名字符串", "text to sign")}</h3><pre>${exchange.signedText}</pre>`}
<h3>${bilingual("应答", "answer")}</h3><pre>${exchange.reply}</pre>
</details>`;
}
