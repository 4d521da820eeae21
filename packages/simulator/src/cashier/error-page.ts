// The page on which browser services show their errors: laid out as people know it (the code, a short text), in GBK, in
// our own design and words, with our explanation underneath. The merchant's server learns nothing of it.
import { encodeText } from "@dedepay/alipay";
import { findCode } from "@dedepay/errors";
import type { GatewayReply } from "../wire/gateway-request.ts";
import { bilingual, type Html, html, page } from "./html.ts";

export interface ErrorPageOptions {
  status: number;
  /** As the page shows it: OpenAPI's without the isv. prefix. */
  code: string;
  namespace: "mapi" | "openapi";
  /** Why this very request got it. */
  detail: { zh: string; en: string } | undefined;
  /** From the explain port. */
  explanation: { zh: string; en: string } | undefined;
  /** Whether we explain at all; without it the page says as little as the real one. */
  explained: boolean;
  /** The text which the gateway verified, where the signature did not hold. */
  signedText?: string | undefined;
}

export function errorPage(options: ErrorPageOptions): GatewayReply {
  const { code, namespace, explained } = options;
  const policy = findCode(code, namespace);
  const label = namespace === "mapi" ? "说明" : "错误原因";
  const content = html`
<section class="card">
<h1>${bilingual("调试错误，请回到请求来源地，重新发起请求。", "Error; go back to where the request came from and start again.")}</h1>
<p>错误代码 <span class="code">${code}</span></p>
${policy === undefined ? undefined : html`<p>${label}：${bilingual(policy.meaningZh, policy.meaningEn)}</p>`}
</section>
${explained ? explanationCard(options) : undefined}`;
  const text = page({ title: `错误 ${code} - 模拟收银台`, content, charset: "gbk" });
  return {
    status: options.status,
    contentType: "text/html; charset=GBK",
    headers: { "cache-control": "no-store", "simulator-error": code },
    body: encodeText(text, "gbk").bytes,
  };
}

function explanationCard({ detail, explanation, signedText }: ErrorPageOptions): Html {
  return html`<section class="card">
<h2>${bilingual("模拟器的解释", "The simulator explains")}</h2>
${explanation === undefined ? undefined : html`<p>${explanation.zh}</p><p class="en" lang="en">${explanation.en}</p>`}
${detail === undefined ? html`<p>没有更多信息。</p>` : html`<p>${detail.zh}</p><p class="en" lang="en">${detail.en}</p>`}
${signedText === undefined ? undefined : html`<p>${bilingual("网关得到的待签名字符串", "The text to sign, as the gateway sees it")}</p><pre>${signedText}</pre>`}
<p><small>${bilingual("真实的支付宝不解释；这一块可以在控制页面关掉。", "The real Alipay does not explain; the control page switches this part off.")}</small></p>
</section>`;
}
