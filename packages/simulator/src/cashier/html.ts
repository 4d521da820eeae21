// HTML text and the frame of every page which people see. Plain HTML, works without script; phone first.
import { stylesheet } from "./stylesheet.ts";

/** Text as HTML character data or attribute value. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A tagged template which escapes what is put in; Html values go in as they are. */
export function html(strings: TemplateStringsArray, ...values: ReadonlyArray<HtmlValue>): Html {
  let text = strings[0] ?? "";
  values.forEach((value, index) => {
    text += show(value) + (strings[index + 1] ?? "");
  });
  return new Html(text);
}

/** HTML that is safe to put into a page. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type HtmlValue = string | number | Html | undefined | readonly Html[];

function show(value: HtmlValue): string {
  if (value === undefined) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map((part) => part.text).join("");
  return escapeHtml(String(value));
}

/** Chinese with its English beside it. */
export function bilingual(zh: string, en: string): Html {
  return html`<span>${zh}</span> <span class="en" lang="en">${en}</span>`;
}

export interface PageOptions {
  title: string;
  content: Html;
  charset?: "utf-8" | "gbk";
  head?: Html;
  /** As wide as the screen, two cards side by side, or as narrow as a phone (which everything is on one). */
  layout?: "wide" | "desk" | "phone";
}

/** A whole page. Every page says that it is a simulation. */
export function page(options: PageOptions): string {
  const { title, content, charset = "utf-8", head, layout = "phone" } = options;
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="${charset}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${new Html(stylesheet)}</style>
${head}
</head>
<body>
<p class="simulation" role="note"><strong>模拟环境</strong> 这里不是支付宝，不会有真钱往来，也不会要密码。 <span class="en" lang="en">A simulation: not Alipay, no real money, no password is ever asked for.</span></p>
<main class="${layout}">
${content}
</main>
</body>
</html>
`.text;
}
