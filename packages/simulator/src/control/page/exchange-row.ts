// One exchange as a row of the control page: what it was, whether the signature held, what was answered, and why.
import { beijingTime, mapiServices, openapiServices } from "@dedepay/alipay";
import { bilingual, type Html, html } from "../../cashier/html.ts";
import type { Exchange } from "../../world/exchange-log.ts";

type Texts = readonly [zh: string, en: string];

const signatures: Readonly<Record<Exchange["signature"], Texts>> = {
  verified: ["验签通过", "verified"],
  wrong: ["签名不符", "wrong"],
  missing: ["没有签名", "missing"],
  not_needed: ["不用签名", "not needed"],
  made: ["已签名", "signed"],
  forged: ["伪造的签名", "forged"],
  unchecked: ["没有验签", "not checked"],
};

const kinds: Readonly<Record<Exchange["kind"], Texts>> = {
  call: ["商户调用", "call"],
  notification: ["通知商户", "notification"],
  cashier: ["买家", "buyer"],
  return: ["跳回商户", "return"],
};

const results: Readonly<Record<string, Texts>> = {
  ok: ["成功", "ok"],
  refused: ["商户拒收", "refused"],
  believed: ["商户误信", "believed"],
  not_acknowledged: ["未确认", "not acknowledged"],
};
const good = new Set(["ok", "refused"]);

const fine = {
  zh: "签名成立，字段和业务都没有问题，照办了。",
  en: "The signature holds, fields and business are in order; it was carried out.",
};

export function exchangeRow(exchange: Exchange): Html {
  const { kind, service, outTradeNo, account, signature, result } = exchange;
  const [kindZh, kindEn] = kinds[kind];
  const shown = results[result];
  const fields = Object.entries(exchange.fields).map(
    ([name, value]) => html`<tr><th>${name}</th><td><code>${value}</code></td></tr>`,
  );
  const explanation = exchange.explanation ?? (kind === "call" && result === "ok" ? fine : undefined);
  return html`<details class="exchange ${good.has(result) ? "good" : "bad"}" id="exchange-${exchange.id}">
<summary><time>${beijingTime(Date.parse(exchange.at)).slice(5)}</time>
<span class="kind">${bilingual(kindZh, kindEn)}</span>
<span class="service">${titleOf(exchange)}</span> <span>${outTradeNo}</span>
<span class="signature ${signature}">${signatures[signature][0]}</span>
<strong class="result">${shown === undefined ? result : bilingual(...shown)}</strong></summary>
${explanation === undefined ? undefined : html`<p>${explanation.zh}</p><p class="en" lang="en">${explanation.en}</p>`}
<dl><dt>${bilingual("接口", "service")}</dt><dd><code>${service}</code></dd>
<dt>${bilingual("账户", "account")}</dt><dd>${account ?? "–"}</dd>
<dt>${bilingual("请求", "request")}</dt><dd><code>${exchange.request}</code></dd>
<dt>${bilingual("签名", "signature")}</dt><dd>${bilingual(...signatures[signature])}</dd></dl>
${fields.length === 0 ? undefined : html`<h3>${bilingual("字段", "fields")}</h3><table>${fields}</table>`}
${exchange.signedText === undefined ? undefined : html`<h3>${bilingual("待签名字符串", "text to sign")}</h3><pre>${exchange.signedText}</pre>`}
${exchange.reply === "" ? undefined : html`<h3>${bilingual("应答", "answer")}</h3><pre>${exchange.reply}</pre>`}
</details>`;
}

/** What people call the service; a notification by the status that it tells. */
function titleOf({ kind, service, fields }: Exchange): string {
  if (kind === "notification") {
    const refund = fields["refund_status"] === undefined ? "" : ` ${fields["refund_status"]}`;
    return `${fields["trade_status"] ?? fields["notify_type"] ?? fields["error_code"] ?? ""}${refund}`;
  }
  const services: Readonly<Record<string, { title: { zh: string } }>> = { ...mapiServices, ...openapiServices };
  const name = service.replace(/^v3 /, "");
  const title = Object.hasOwn(services, name) ? services[name]?.title.zh : undefined;
  return title === undefined ? service : `${title}${name === service ? "" : " v3"}`;
}
