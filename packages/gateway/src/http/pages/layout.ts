// The frame of every page a buyer sees: document, style sheet, banner of a test environment. Knows nothing about payments.
import { type HtmlValue, html, type SafeHtml, trustedHtml } from "./html.ts";
import { styles } from "./styles.ts";

export type PageFrame = {
  /** Title of the browser tab, Chinese. */
  title: string;
  /** One nonce per answer; the Content-Security-Policy names the same one. */
  nonce: string;
  environment?: "production" | "sandbox" | "simulator";
  /** Seconds after which a browser without script loads the page again. */
  refreshSeconds?: number;
  /** Our own constant script, run at the end of the body. */
  script?: string;
};

const banners = {
  sandbox: { zh: "沙箱环境：这里的付款不是真钱", en: "Sandbox: no real money moves here" },
  simulator: { zh: "模拟环境：这里的付款不是真钱", en: "Simulator: no real money moves here" },
} as const;

/** Chinese with the English beside it, in the way of all pages. */
export function bilingual(text: { zh: string; en: string }): SafeHtml {
  return html`${text.zh} <span lang="en">${text.en}</span>`;
}

/** A whole HTML document around `content`. */
export function page(frame: PageFrame, content: HtmlValue): string {
  const environment = frame.environment ?? "production";
  const banner = environment === "production" ? undefined : banners[environment];
  const document = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="data:,">
<title>${frame.title}</title>
${frame.refreshSeconds !== undefined && html`<noscript><meta http-equiv="refresh" content="${frame.refreshSeconds}"></noscript>`}
<style nonce="${frame.nonce}">${trustedHtml(styles)}</style>
</head>
<body>
${banner && html`<div class="banner" role="note">${banner.zh}<small lang="en">${banner.en}</small></div>`}
<main>
${content}
</main>
${frame.script !== undefined && html`<script nonce="${frame.nonce}">${trustedHtml(frame.script)}</script>`}
</body>
</html>
`;
  return document.text;
}
