// The page on which browser services show their errors: laid out as people know it (the code, a short text), in GBK, in
// our own design and words, with our explanation underneath. The merchant's server learns nothing of it.
import { encodeText } from "@dedepay/alipay";
import { findCode } from "@dedepay/errors";
import type { GatewayReply } from "../wire/gateway-request.ts";
import { bilingual, html, page } from "./html.ts";

export interface ErrorPageOptions {
  status: number;
  /** As the page shows it: OpenAPI's without the isv. prefix. */
  code: string;
  namespace: "mapi" | "openapi";
  /** Why this very request got it. */
  detail: { zh: string; en: string } | undefined;
  /** From the explain port. */
  explanation: { zh: string; en: string } | undefined;
  /** The text which the gateway verified, where the signature did not hold. */
  signedText?: string | undefined;
}

export function errorPage(options: ErrorPageOptions): GatewayReply {
  const { code, namespace, detail, explanation, signedText } = options;
  const policy = findCode(code, namespace);
  const meaning =
    policy === undefined ? undefined : html`<p>说明：${bilingual(policy.meaningZh, policy.meaningEn)}</p>`;
  const content = html`
<section class="card">
<h1>${bilingual("请求有误，没有进入收银台", "The request was refused before the cashier")}</h1>
<p>请回到商家网站重新发起付款。${html` <span class="en" lang="en">Go back to the shop and start the payment again.</span>`}</p>
<p>错误代码 <span class="code">${code}</span></p>
${meaning}
</section>
<section class="card">
<h2>${bilingual("模拟器的解释", "The simulator explains")}</h2>
${explanation === undefined ? undefined : html`<p>${explanation.zh}</p><p class="en" lang="en">${explanation.en}</p>`}
${detail === undefined ? html`<p>没有更多信息。</p>` : html`<p>${detail.zh}</p><p class="en" lang="en">${detail.en}</p>`}
${signedText === undefined ? undefined : html`<p>${bilingual("网关得到的待签名字符串", "The text to sign, as the gateway sees it")}</p><pre>${signedText}</pre>`}
</section>`;
  const text = page({ title: `错误 ${code} - 模拟收银台`, content, charset: "gbk" });
  return {
    status: options.status,
    contentType: "text/html; charset=GBK",
    headers: { "cache-control": "no-store", "simulator-error": code },
    body: encodeText(text, "gbk").bytes,
  };
}
