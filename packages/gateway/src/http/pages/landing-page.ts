// The page at the gateway's bare address, for a site's owner or developer; a buyer never needs it.
import { html } from "./html.ts";
import { bilingual, page } from "./layout.ts";

const links = [
  { href: "/openapi.json", zh: "站点接口说明（OpenAPI 3.1）", en: "API description for sites" },
  { href: "/errors", zh: "错误码大全：原因和解决办法", en: "Error catalogue: causes and fixes" },
  { href: "/healthz", zh: "进程是否正常", en: "Is the process alive" },
  { href: "/readyz", zh: "是否可以收款，缺什么", en: "Can it take payments, and what is missing" },
];

export function landingPage(nonce: string): string {
  const content = html`
<section class="card">
<div class="center">
<h1>${bilingual({ zh: "支付网关正在运行", en: "The payment gateway is running" })}</h1>
<p>${bilingual({ zh: "这里是 dedepay：网站通过它用支付宝收款。付款请使用网站给您的链接。", en: "This is dedepay: sites take Alipay payments through it. To pay, use the link which the site gave you." })}</p>
</div>
<ul>${links.map(({ href, zh, en }) => html`<li><a href="${href}">${bilingual({ zh, en })}</a></li>`)}</ul>
</section>`;
  return page({ title: "dedepay 支付网关", nonce }, content);
}
